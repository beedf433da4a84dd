import { evalExpr } from 'mingo/core';
import type { Options } from 'mingo/types';
import { isDocument, type Value } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import { isTruthy } from './truth.ts';
import type { ExpressionOperator, Operators } from './mingo-operators.ts';

const holds = (document: unknown, expression: Value | undefined, options: Options): boolean =>
  isTruthy(evalExpr(document, expression ?? null, options) as Value | undefined); // mingo hands on values

const listOf = (operands: Value): Value[] => (Array.isArray(operands) ? operands : [operands]);

/** Conditions by BSON's truth: for mingo a NumberLong(0) is an object and therefore true. */
export const logicOperators: Operators<ExpressionOperator> = {
  $and: (document, operands, options) => listOf(operands).every((operand) => holds(document, operand, options)),
  $or: (document, operands, options) => listOf(operands).some((operand) => holds(document, operand, options)),
  $not: (document, operands, options) => !holds(document, listOf(operands)[0], options),
  $cond: (document, operands, options) => {
    const [condition, yes, no] = isDocument(operands) ? [operands['if'], operands['then'], operands['else']] : listOf(operands);
    if (condition === undefined || yes === undefined || no === undefined) throw new CommandError(17080, "$cond needs 'if', 'then' and 'else'");
    return evalExpr(document, holds(document, condition, options) ? yes : no, options);
  },
  $switch: (document, operands, options) => {
    const { branches, default: otherwise } = isDocument(operands) ? operands : {};
    if (!Array.isArray(branches) || branches.length === 0) throw new CommandError(40068, '$switch requires at least one branch');
    for (const branch of branches) {
      if (!isDocument(branch)) throw new CommandError(40062, '$switch expected each branch to be an object');
      if (holds(document, branch['case'], options)) return evalExpr(document, branch['then'] ?? null, options);
    }
    if (otherwise === undefined) throw new CommandError(40066, '$switch could not find a matching branch for an input, and no default was specified.');
    return evalExpr(document, otherwise, options);
  },
};
