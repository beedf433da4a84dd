import { evalExpr, OpType } from 'mingo/core';
import { Lazy } from 'mingo/lazy';
import { toNumber } from '../bson/arithmetic.ts';
import type { Collation } from '../bson/collation.ts';
import { compareBytewise, compareValues } from '../bson/compare-values.ts';
import { isDocument, isNumeric, type Document, type Value } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import { checkExpression } from '../expression/check-expression.ts';
import type { StageOperator } from '../expression/mingo-operators.ts';

interface Item {
  readonly document: Document;
  readonly value: Value;
}

/** Items in so many parts of about the same size; equal values stay together. */
function split(items: readonly Item[], count: number, isEqual: (left: Value, right: Value) => boolean): Item[][] {
  const size = Math.max(1, Math.round(items.length / count));
  const parts: Item[][] = [];
  for (let from = 0; from < items.length;) {
    let to = parts.length === count - 1 ? items.length : Math.min(from + size, items.length);
    while (to < items.length && isEqual(items[to - 1]?.value ?? null, items[to]?.value ?? null)) to += 1;
    parts.push(items.slice(from, to));
    from = to;
  }
  return parts;
}

/** $bucketAuto in BSON's order: mingo's compares JavaScript values. The series of `granularity` are refused. */
export function bucketAutoStage(collation: Collation | undefined): StageOperator {
  const strings = collation?.compare ?? compareBytewise;
  return (documents, specification, options) => {
    if (!isDocument(specification)) throw new CommandError(40240, 'The argument to $bucketAuto must be an object');
    const { groupBy, buckets, output = { count: { $sum: 1 } }, granularity } = specification;
    if (groupBy === undefined || buckets === undefined) throw new CommandError(40246, "$bucketAuto requires 'groupBy' and 'buckets' to be specified");
    const count = isNumeric(buckets) ? toNumber(buckets) : NaN;
    if (!Number.isInteger(count)) throw new CommandError(40241, "The $bucketAuto 'buckets' field must be a numeric value representable as a 32-bit integer");
    if (count <= 0) throw new CommandError(40243, `The $bucketAuto 'buckets' field must be greater than 0, but found: ${count}`);
    if (granularity !== undefined) throw new CommandError(303, "the 'granularity' of $bucketAuto is not supported");
    if (!isDocument(output)) throw new CommandError(40244, "The $bucketAuto 'output' field must be an object");
    checkExpression(groupBy, options);
    const fields = Object.entries(output).map(([name, each]) => {
      const [operator = ''] = isDocument(each) ? Object.keys(each) : [];
      const accumulate = options.context.getOperator(OpType.ACCUMULATOR, operator);
      if (!isDocument(each) || !accumulate) throw new CommandError(15952, `unknown group operator '${operator}'`);
      return { name, expression: each[operator] ?? null, accumulate };
    });
    return documents.transform((all: unknown[]) => {
      const items = (all as Document[]).map((document): Item => ({ document, value: (evalExpr(document, groupBy, options) ?? null) as Value })); // stages hand on documents
      items.sort((left, right) => compareValues(left.value, right.value, strings));
      const parts = split(items, count, (left, right) => compareValues(left, right, strings) === 0);
      return Lazy(parts.map((part, index) => ({
        _id: { min: part[0]?.value ?? null, max: parts[index + 1]?.[0]?.value ?? part.at(-1)?.value ?? null },
        ...Object.fromEntries(fields.map(({ name, accumulate, expression }) => [name, accumulate(part.map(({ document }) => document), expression, options)])),
      })));
    });
  };
}
