import { evalExpr } from 'mingo/core';
import { Lazy } from 'mingo/lazy';
import type { Options } from 'mingo/types';
import type { Collation } from '../bson/collation.ts';
import { DecodedDocument } from '../bson/raw-document.ts';
import { isDocument, type Document, type Value } from '../bson/values.ts';
import { CommandError, failedToParse } from '../errors.ts';
import { checkExpression } from '../expression/check-expression.ts';
import type { StageOperator } from '../expression/mingo-operators.ts';
import { compileSort, type SortOrder } from '../semantics/compile-sort.ts';
import { encodeKey } from '../storage/key-writer.ts';
import { withFields } from './add-fields-stage.ts';
import { compileFrame } from './window-frame.ts';
import { compileWindowFunction, type WindowFunction } from './window-functions.ts';
import type { Partition } from './window-partition.ts';

interface Output {
  readonly path: string;
  readonly compute: WindowFunction;
}

function readOutput(path: string, specification: Value, sortBy: Document, options: Options): Output {
  if (!isDocument(specification)) throw failedToParse(`The field '${path}' must be an object`);
  const [name, ...others] = Object.keys(specification).filter((field) => field !== 'window');
  if (name === undefined || others.length > 0) throw failedToParse(`Expected exactly one window function for the field '${path}'`);
  const given = { operand: specification[name] ?? null, frame: compileFrame(specification['window'], sortBy), options };
  return { path, compute: compileWindowFunction(name, given, sortBy, specification['window'] !== undefined) };
}

/** Documents by the value of partitionBy, the partitions and the documents in them in order. */
function partitionsOf(documents: readonly Document[], partitionBy: Value | undefined, order: SortOrder | undefined, collation: Collation | undefined, options: Options): Partition[] {
  const byKey = new Map<string, { document: Document; key: readonly Value[] }[]>();
  for (const document of documents) {
    const value = partitionBy === undefined ? null : ((evalExpr(document, partitionBy, options) ?? null) as Value); // mingo hands on values
    if (Array.isArray(value)) throw failedToParse("An expression used to partition cannot evaluate to value of type array");
    const text = encodeKey(value, collation?.fold).toString('latin1');
    const keyed = { document, key: order?.key(new DecodedDocument(document)) ?? [] };
    const items = byKey.get(text);
    if (items) items.push(keyed);
    else byKey.set(text, [keyed]);
  }
  const inOrder = order ? [...byKey].sort(([left], [right]) => (left < right ? -1 : 1)) : [...byKey];
  return inOrder.map(([, items]): Partition => {
    if (order) items.sort((left, right) => order.compare(left.key, right.key));
    const keyAt = (position: number): readonly Value[] => items[position]?.key ?? [];
    return {
      documents: items.map(({ document }) => document),
      sortValue: (position) => keyAt(position)[0] ?? null,
      isTied: (position) => position > 0 && order?.compare(keyAt(position - 1), keyAt(position)) === 0,
    };
  });
}

/** $setWindowFields. mingo's looks at JavaScript numbers alone, and takes a NumberLong or a 2.0 for no number at all. */
export function setWindowFieldsStage(collation: Collation | undefined): StageOperator {
  return (documents, specification, options) => {
    if (!isDocument(specification)) throw failedToParse('the $setWindowFields stage specification must be an object');
    const { partitionBy, sortBy = {}, output } = specification;
    if (!isDocument(sortBy)) throw failedToParse("'sortBy' must be an object");
    if (!isDocument(output)) throw new CommandError(40414, "BSON field '$setWindowFields.output' is missing but a required field");
    checkExpression(partitionBy, options);
    const order = Object.keys(sortBy).length > 0 ? compileSort(sortBy, collation) : undefined;
    const outputs = Object.entries(output).map(([path, each]) => readOutput(path, each, sortBy, options));
    return documents.transform((all: unknown[]) => Lazy(partitionsOf(all as Document[], partitionBy, order, collation, options).flatMap((partition) => { // stages hand on documents
      const columns = outputs.map(({ path, compute }) => ({ path, values: compute(partition) }));
      return partition.documents.map((document, position) => withFields(document, columns.map(({ path, values }): [string, Value] => [path, values[position] ?? null])));
    })));
  };
}
