import { Double, Long, type Decimal128 } from 'bson';
import { addDecimals, decimalFromDouble, decimalOf, decimalToNumber, divideDecimals, multiplyDecimals, parseDecimal, remainderOfDecimals, toDecimal128, type Decimal } from './decimal.ts';
import { isBsonType, isInt32 } from './values.ts';

export type Numeric = number | Double | Long | Decimal128;

/** A double that keeps its type: the result is written as a BSON double whatever its value. */
export function makeDouble(value: number): number | Double {
  return isInt32(value) || Object.is(value, -0) ? new Double(value) : value;
}

/** An integer result: int32 when it fits and `wide` is not asked for, else int64. */
export function makeInteger(value: bigint, wide = false): number | Long {
  if (!wide && value >= -2147483648n && value <= 2147483647n) return Number(value);
  return Long.fromBigInt(value);
}

const isDoubleTyped = (value: Numeric): boolean => (typeof value === 'number' ? !isInt32(value) : isBsonType(value, 'Double'));

/** Nearest double of any numeric value. */
export function toNumber(value: Numeric): number {
  if (typeof value === 'number') return value;
  if (isBsonType(value, 'Double')) return value.value;
  if (isBsonType(value, 'Long')) return value.toNumber();
  return decimalToNumber(parseDecimal(value));
}

/** The value as an exact decimal. */
export function toDecimal(value: Numeric): Decimal {
  if (isBsonType(value, 'Decimal128')) return parseDecimal(value);
  if (isBsonType(value, 'Long')) return decimalOf(value.toBigInt());
  return decimalOf(toNumber(value));
}

/** The exact integer, or undefined when the value is not integral. */
export function toBigIntExact(value: Numeric): bigint | undefined {
  if (isBsonType(value, 'Long')) return value.toBigInt();
  if (isBsonType(value, 'Decimal128')) {
    const decimal = parseDecimal(value);
    if (!decimal.finite) return undefined;
    if (decimal.exponent >= 0) return decimal.coefficient * 10n ** BigInt(decimal.exponent);
    const divisor = 10n ** BigInt(-decimal.exponent);
    return decimal.coefficient % divisor === 0n ? decimal.coefficient / divisor : undefined;
  }
  const number = toNumber(value);
  return Number.isInteger(number) ? BigInt(number) : undefined;
}

export const fitsLong = (value: bigint): boolean => BigInt.asIntN(64, value) === value;

const asOperand = (value: Numeric): Decimal =>
  isBsonType(value, 'Decimal128') || !isDoubleTyped(value) ? toDecimal(value) : parseDecimal(decimalFromDouble(toNumber(value)));

type IntegerOperation = (a: bigint, b: bigint) => bigint;

/** Undefined when an integer result leaves the int64 range: the caller decides between a double and an error. */
function combine(a: Numeric, b: Numeric, integers: IntegerOperation, doubles: (a: number, b: number) => number, decimals: (a: Decimal, b: Decimal) => Decimal): Numeric | undefined {
  if (isBsonType(a, 'Decimal128') || isBsonType(b, 'Decimal128')) return toDecimal128(decimals(asOperand(a), asOperand(b)));
  if (isDoubleTyped(a) || isDoubleTyped(b)) return makeDouble(doubles(toNumber(a), toNumber(b)));
  if (typeof a === 'number' && typeof b === 'number') {
    const small = doubles(a, b);
    if (isInt32(small)) return small;
  }
  const left = toBigIntExact(a) ?? 0n;
  const right = toBigIntExact(b) ?? 0n;
  const result = integers(left, right);
  if (!fitsLong(result)) return undefined;
  return makeInteger(result, typeof a !== 'number' || typeof b !== 'number');
}

export const addExact = (a: Numeric, b: Numeric): Numeric | undefined => combine(a, b, (x, y) => x + y, (x, y) => x + y, addDecimals);
export const multiplyExact = (a: Numeric, b: Numeric): Numeric | undefined => combine(a, b, (x, y) => x * y, (x, y) => x * y, multiplyDecimals);

/** Sum and product as aggregation computes them: an int64 overflow turns into a double. */
export const add = (a: Numeric, b: Numeric): Numeric => addExact(a, b) ?? makeDouble(toNumber(a) + toNumber(b));
export const multiply = (a: Numeric, b: Numeric): Numeric => multiplyExact(a, b) ?? makeDouble(toNumber(a) * toNumber(b));

export function negate(value: Numeric): Numeric {
  return typeof value === 'number' && value === 0 ? value : multiply(value, -1);
}

export const subtract = (a: Numeric, b: Numeric): Numeric => add(a, negate(b));

/** Quotient; always a double unless a decimal takes part. The divisor must not be zero. */
export function divide(a: Numeric, b: Numeric): Numeric {
  if (isBsonType(a, 'Decimal128') || isBsonType(b, 'Decimal128')) return toDecimal128(divideDecimals(asOperand(a), asOperand(b)));
  return makeDouble(toNumber(a) / toNumber(b));
}

/** Remainder with the sign of the dividend. The divisor must not be zero. */
export function remainder(a: Numeric, b: Numeric): Numeric {
  return combine(a, b, (x, y) => x % y, (x, y) => x % y, remainderOfDecimals) ?? 0;
}
