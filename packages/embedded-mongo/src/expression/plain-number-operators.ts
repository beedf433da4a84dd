import { evalExpr, OpType, type Context } from 'mingo/core';
import { toNumber, makeDouble } from '../bson/arithmetic.ts';
import { isDocument, isNumeric, type Document, type Value } from '../bson/values.ts';
import type { ExpressionOperator, Operators } from './mingo-operators.ts';

const integers = ['$arrayElemAt', '$slice', '$range', '$substr', '$substrBytes', '$substrCP', '$bitAnd', '$bitOr', '$bitXor', '$bitNot',
  '$dateFromParts', '$indexOfBytes', '$indexOfCP'] as const;
const doubles = ['$sqrt', '$exp', '$ln', '$log', '$log10', '$sin', '$cos', '$tan', '$asin', '$acos', '$atan', '$atan2', '$sinh', '$cosh', '$tanh', '$asinh', '$acosh', '$atanh',
  '$degreesToRadians', '$radiansToDegrees'] as const;

type Operator = ReturnType<Context['getOperator']>;

/** Evaluates an operand and hands it on as a literal, a number of any BSON type as a plain one. */
function plainOperands(document: unknown, operands: Value, options: Parameters<ExpressionOperator>[2]): Value {
  const plain = (operand: Value): Value => {
    const value = evalExpr(document, operand, options) as Value | undefined; // mingo hands on values
    return { $literal: isNumeric(value) ? toNumber(value) : value ?? null };
  };
  if (Array.isArray(operands)) return operands.map(plain);
  if (isDocument(operands) && !Object.keys(operands).some((name) => name.startsWith('$'))) {
    return Object.fromEntries(Object.entries(operands).map(([name, operand]): [string, Value] => [name, name === 'in' || name === 'as' ? operand : plain(operand)])) satisfies Document;
  }
  return plain(operands);
}

/** mingo's operators that take numbers, fed with plain ones: NumberLong(1) is an index like any other. */
export function plainNumberOperators(all: Context): Operators<ExpressionOperator> {
  const wrap = (name: string, result: (value: unknown) => unknown): [string, ExpressionOperator][] => {
    const original: Operator = all.getOperator(OpType.EXPRESSION, name);
    if (!original) return [];
    return [[name, (document, operands, options) => result(original(document, plainOperands(document, operands, options), options))]];
  };
  return Object.fromEntries([
    ...integers.flatMap((name) => wrap(name, (value) => value)),
    ...doubles.flatMap((name) => wrap(name, (value) => (typeof value === 'number' ? makeDouble(value) : value))),
  ]);
}
