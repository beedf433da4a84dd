import { evalExpr } from 'mingo/core';
import type { Options } from 'mingo/types';
import { add, divide, makeDouble, multiply, negate, remainder, subtract, toBigIntExact, toDecimal, toNumber, type Numeric } from '../bson/arithmetic.ts';
import { toDecimal128 } from '../bson/decimal.ts';
import { BsonUndefined, isBsonType, isInt32, isNumeric, typeAlias, type Value } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import { Long } from 'bson';
import type { ExpressionOperator, Operators } from './mingo-operators.ts';

/** The evaluated operands; undefined when one is null or missing, which makes the whole result null. */
export function operandsOf(document: unknown, operands: Value, options: Options): Value[] | undefined {
  const given = Array.isArray(operands) ? operands : [operands];
  const values = given.map((operand) => (evalExpr(document, operand, options) ?? null) as Value); // mingo hands on values
  return values.some((value) => value === null || value instanceof BsonUndefined) ? undefined : values;
}

const wrongType = (name: string, value: Value): CommandError => new CommandError(14, `${name} only supports numeric types, not ${typeAlias(value)}`);

function numeric(name: string, value: Value | undefined): Numeric {
  if (!isNumeric(value)) throw wrongType(name, value ?? null);
  return value;
}

const fold = (name: string, start: Numeric, combine: (a: Numeric, b: Numeric) => Numeric): ExpressionOperator => (document, operands, options) => {
  const values = operandsOf(document, operands, options);
  if (!values) return null;
  const dates = values.filter((value) => value instanceof Date);
  if (name !== '$add' || dates.length === 0) return values.map((value) => numeric(name, value)).reduce(combine, start);
  if (dates.length > 1) throw new CommandError(16612, 'only one date allowed in an $add expression');
  const milliseconds = values.filter((value) => !(value instanceof Date)).map((value) => toNumber(numeric(name, value)));
  return new Date(milliseconds.reduce((sum, each) => sum + each, dates[0]?.getTime() ?? 0));
};

const binary = (name: string, compute: (left: Value, right: Value) => unknown): ExpressionOperator => (document, operands, options) => {
  if (!Array.isArray(operands) || operands.length !== 2) throw new CommandError(16020, `Expression ${name} takes exactly 2 arguments. ${Array.isArray(operands) ? operands.length : 1} were passed in.`);
  const [left, right] = operandsOf(document, operands, options) ?? [];
  return left === undefined || right === undefined ? null : compute(left, right);
};

function subtractValues(left: Value, right: Value): unknown {
  if (left instanceof Date && right instanceof Date) return Long.fromNumber(left.getTime() - right.getTime());
  if (left instanceof Date) return new Date(left.getTime() - toNumber(numeric('$subtract', right)));
  return subtract(numeric('$subtract', left), numeric('$subtract', right));
}

const isDoubleTyped = (value: Numeric): boolean => isBsonType(value, 'Double') || (typeof value === 'number' && !isInt32(value));

/** $round and $trunc: to a number of decimal places; $round goes to the even neighbour. */
function toPlace(value: Numeric, place: number, round: (scaled: number) => number): Numeric {
  if (!isDoubleTyped(value) && place >= 0 && !isBsonType(value, 'Decimal128')) return value;
  const scaled = Number(`${toNumber(value)}e${place}`);
  const result = Number(`${Number.isFinite(scaled) ? round(scaled) : scaled}e${-place}`);
  const plain = Number.isNaN(result) ? toNumber(value) : result;
  if (isBsonType(value, 'Decimal128')) return toDecimal128(toDecimal(plain));
  return isDoubleTyped(value) ? makeDouble(plain) : plain;
}

function roundToEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

const placing = (name: string, round: (scaled: number) => number): ExpressionOperator => (document, operands, options) => {
  const [value, place = 0] = operandsOf(document, operands, options) ?? [];
  return value === undefined ? null : toPlace(numeric(name, value), toNumber(numeric(name, place)), round);
};

const single = (name: string, compute: (value: Numeric) => Numeric): ExpressionOperator => (document, operands, options) => {
  const [value] = operandsOf(document, operands, options) ?? [];
  return value === undefined ? null : compute(numeric(name, value));
};

function power(base: Numeric, exponent: Numeric): Numeric {
  const [left, right] = [toBigIntExact(base), toBigIntExact(exponent)];
  if (left !== undefined && right !== undefined && right >= 0n && right < 1024n && !isDoubleTyped(base) && !isDoubleTyped(exponent)) {
    const result = left ** right;
    if (BigInt.asIntN(32, result) === result) return Number(result);
    if (BigInt.asIntN(64, result) === result) return Long.fromBigInt(result);
  }
  return makeDouble(toNumber(base) ** toNumber(exponent));
}

/** Arithmetic that keeps int, long, double and decimal apart; mingo knows JavaScript's numbers only. */
export const arithmeticOperators: Operators<ExpressionOperator> = {
  $add: fold('$add', 0, add),
  $multiply: fold('$multiply', 1, multiply),
  $subtract: binary('$subtract', subtractValues),
  $divide: binary('$divide', (left, right) => {
    const divisor = numeric('$divide', right);
    if (toNumber(divisor) === 0) throw new CommandError(2, "can't $divide by zero");
    return divide(numeric('$divide', left), divisor);
  }),
  $mod: binary('$mod', (left, right) => {
    const divisor = numeric('$mod', right);
    if (toNumber(divisor) === 0) throw new CommandError(16610, "can't $mod by zero");
    return remainder(numeric('$mod', left), divisor);
  }),
  $pow: binary('$pow', (left, right) => power(numeric('$pow', left), numeric('$pow', right))),
  $abs: single('$abs', (value) => (toNumber(value) < 0 ? negate(value) : value)),
  $ceil: single('$ceil', (value) => toPlace(value, 0, Math.ceil)),
  $floor: single('$floor', (value) => toPlace(value, 0, Math.floor)),
  $round: placing('$round', roundToEven),
  $trunc: placing('$trunc', Math.trunc),
};
