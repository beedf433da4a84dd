import { Lazy } from 'mingo/lazy';
import { MinKey } from 'bson';
import { isBsonType, isDocument, type Document, type Value } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import type { StageOperator } from '../expression/mingo-operators.ts';
import { compareValues } from '../bson/compare-values.ts';

/** $count. Of nothing there is no count: MongoDB answers no document, mingo one with 0. */
export const countStage: StageOperator = (documents, name) => {
  if (typeof name !== 'string' || name === '' || name.startsWith('$') || name.includes('.')) throw new CommandError(40156, 'the count field must be a non-empty string');
  return documents.transform((all: unknown[]) => Lazy(all.length === 0 ? [] : [{ [name]: all.length }]));
};

/** $sortByCount: $group and $sort in one. */
export function sortByCountStage(group: StageOperator, sort: StageOperator): StageOperator {
  return (documents, expression, options) => sort(group(documents, { _id: expression, count: { $sum: 1 } }, options), { count: -1 }, options);
}

/** $bucket, as the $group it stands for; one bucket per pair of boundaries, and one for the rest. */
export function bucketStage(group: StageOperator, sort: StageOperator): StageOperator {
  return (documents, specification, options) => {
    if (!isDocument(specification)) throw new CommandError(40201, 'Argument to $bucket stage must be an object');
    const { groupBy, boundaries, default: rest, output = { count: { $sum: 1 } } } = specification;
    if (groupBy === undefined || !Array.isArray(boundaries)) throw new CommandError(40198, "$bucket requires 'groupBy' and 'boundaries' to be specified.");
    if (boundaries.length < 2) throw new CommandError(40192, "The $bucket 'boundaries' field must have at least 2 values");
    for (const [index, boundary] of boundaries.slice(1).entries()) {
      if (compareValues(boundaries[index] ?? null, boundary) >= 0) throw new CommandError(40194, "The 'boundaries' option to $bucket must be sorted in ascending order");
    }
    if (!isDocument(output)) throw new CommandError(40196, "The $bucket 'output' field must be an object");
    const outside: Value = rest === undefined ? new MinKey() : { $literal: rest };
    const id = boundaries.slice(1).reduceRight<Value>((otherwise, high, index): Value => {
      const low: Value = { $literal: boundaries[index] ?? null };
      return { $cond: [{ $and: [{ $gte: [groupBy, low] }, { $lt: [groupBy, { $literal: high }] }] }, low, otherwise] };
    }, outside);
    const groups = group(documents, { _id: id, ...output }, options).map((bucket: Document) => {
      if (rest === undefined && isBsonType(bucket['_id'], 'MinKey')) throw new CommandError(40066, '$bucket could not find a matching branch for an input, and no default was specified.');
      return bucket;
    });
    return sort(groups, { _id: 1 }, options);
  };
}
