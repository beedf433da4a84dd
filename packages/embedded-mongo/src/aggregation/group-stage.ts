import { evalExpr, OpType } from 'mingo/core';
import { Lazy } from 'mingo/lazy';
import type { Options } from 'mingo/types';
import type { Collation } from '../bson/collation.ts';
import { isDocument, type Document, type Value } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import { checkExpression } from '../expression/check-expression.ts';
import { encodeKey } from '../storage/key-writer.ts';
import type { AccumulatorOperator, StageOperator } from '../expression/mingo-operators.ts';

interface Field {
  readonly name: string;
  readonly accumulate: AccumulatorOperator;
  readonly expression: Value;
}

function fieldOf(name: string, specification: Value, options: Options): Field {
  const [operator] = isDocument(specification) ? Object.keys(specification) : [];
  if (!isDocument(specification) || operator === undefined) throw new CommandError(40234, `The field '${name}' must be an accumulator object`);
  if (name.includes('.')) throw new CommandError(40235, `The field name '${name}' cannot contain '.'`);
  if (Object.keys(specification).length !== 1) throw new CommandError(40238, `The field '${name}' must specify one accumulator`);
  if (operator === '$accumulator') throw new CommandError(2, '$accumulator is not supported: this server runs no JavaScript');
  const accumulate = options.context.getOperator(OpType.ACCUMULATOR, operator);
  if (!accumulate) throw new CommandError(15952, `unknown group operator '${operator}'`);
  checkExpression(specification[operator], options);
  return { name, accumulate, expression: specification[operator] ?? null };
}

/** $group by BSON equality of the whole key: 1 and NumberLong(1) are one group, as they are in an index. */
export function groupStage(collation: Collation | undefined): StageOperator {
  return (documents, given, options) => {
    if (!isDocument(given)) throw new CommandError(15947, "a group's fields must be specified in an object");
    if (!('_id' in given)) throw new CommandError(15955, 'a group specification must include an _id');
    checkExpression(given['_id'], options);
    const fields = Object.entries(given).filter(([name]) => name !== '_id').map(([name, value]) => fieldOf(name, value, options));
    return documents.transform((all: unknown[]) => {
      const groups = new Map<string, { id: Value; items: Document[] }>();
      for (const document of all as Document[]) { // stages hand on documents
        const id = (evalExpr(document, given['_id'], options) ?? null) as Value;
        const key = encodeKey(id, collation?.fold).toString('latin1');
        const group = groups.get(key);
        if (group) group.items.push(document);
        else groups.set(key, { id, items: [document] });
      }
      return Lazy([...groups.values()].map(({ id, items }) => ({
        _id: id,
        ...Object.fromEntries(fields.map(({ name, accumulate, expression }) => [name, accumulate(items, expression, options)])),
      })));
    });
  };
}
