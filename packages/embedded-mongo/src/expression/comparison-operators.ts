import { evalExpr } from 'mingo/core';
import type { Collation } from '../bson/collation.ts';
import { compareBytewise, compareValues } from '../bson/compare-values.ts';
import { BsonUndefined, type Value } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import type { ExpressionOperator, Operators } from './mingo-operators.ts';

/** Expressions compare in BSON's order; a missing field is below everything but MinKey, as `undefined` is. */
const valueOf = (value: unknown): Value => (value === undefined ? new BsonUndefined() : (value as Value)); // mingo hands on values of the types it was given

/** The comparison operators over every BSON type; mingo's own compare class instances by their text. */
export function comparisonOperators(collation: Collation | undefined): Operators<ExpressionOperator> {
  const strings = collation?.compare ?? compareBytewise;
  const comparison = (name: string, result: (order: number) => unknown): ExpressionOperator => (root, operands, options) => {
    if (!Array.isArray(operands) || operands.length !== 2) throw new CommandError(16020, `Expression ${name} takes exactly 2 arguments. ${Array.isArray(operands) ? operands.length : 1} were passed in.`);
    return result(compareValues(valueOf(evalExpr(root, operands[0], options)), valueOf(evalExpr(root, operands[1], options)), strings));
  };
  return {
    $eq: comparison('$eq', (order) => order === 0),
    $ne: comparison('$ne', (order) => order !== 0),
    $gt: comparison('$gt', (order) => order > 0),
    $gte: comparison('$gte', (order) => order >= 0),
    $lt: comparison('$lt', (order) => order < 0),
    $lte: comparison('$lte', (order) => order <= 0),
    $cmp: comparison('$cmp', (order) => Math.sign(order)),
    $in: (root, operands, options) => {
      const [wanted, list] = (Array.isArray(operands) ? operands : []).map((operand) => valueOf(evalExpr(root, operand, options)));
      if (wanted === undefined || !Array.isArray(list)) throw new CommandError(40081, '$in requires an array as a second argument');
      return list.some((item) => compareValues(item, wanted, strings) === 0);
    },
  };
}
