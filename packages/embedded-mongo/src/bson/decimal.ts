import { Decimal128 } from 'bson';

/** A finite decimal is coefficient × 10^exponent; the others carry their JavaScript number. */
export type Decimal =
  | { readonly finite: true; readonly coefficient: bigint; readonly exponent: number }
  | { readonly finite: false; readonly number: number };

export function parseDecimal(value: Decimal128): Decimal {
  const text = value.toString();
  const match = /^(-?)(\d+)(?:\.(\d*))?(?:E([+-]?\d+))?$/.exec(text);
  if (!match) return { finite: false, number: text === 'NaN' ? NaN : text.startsWith('-') ? -Infinity : Infinity };
  const fraction = match[3] ?? '';
  const magnitude = BigInt((match[2] ?? '0') + fraction);
  return { finite: true, coefficient: match[1] === '-' ? -magnitude : magnitude, exponent: Number(match[4] ?? 0) - fraction.length };
}

/** The decimal that equals an integer or a double exactly, or the non-finite double itself. */
export function decimalOf(value: number | bigint): Decimal {
  if (typeof value === 'bigint') return { finite: true, coefficient: value, exponent: 0 };
  if (!Number.isFinite(value)) return { finite: false, number: value };
  if (Number.isSafeInteger(value)) return { finite: true, coefficient: BigInt(value), exponent: 0 };
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const mantissa = (bits & 0xfffffffffffffn) | (biased === 0 ? 0n : 1n << 52n);
  const signed = value < 0 ? -mantissa : mantissa;
  const power = (biased === 0 ? 1 : biased) - 1075;
  if (power >= 0) return { finite: true, coefficient: signed << BigInt(power), exponent: 0 };
  return { finite: true, coefficient: signed * 5n ** BigInt(-power), exponent: power };
}

function order<T extends number | bigint>(left: T, right: T): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

const magnitudeOf = (value: bigint): bigint => (value < 0n ? -value : value);

/** Decimal digits left of the point, so that 0.1 ≤ |value| / 10^result < 1. */
export function decimalMagnitude(value: { coefficient: bigint; exponent: number }): number {
  return magnitudeOf(value.coefficient).toString().length + value.exponent;
}

/** Exact order of two decimals; NaN below everything and equal to itself. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  if (!left.finite || !right.finite) {
    const a = left.finite ? 0 : left.number;
    const b = right.finite ? 0 : right.number;
    if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
    return order(a, b);
  }
  const leftSign = order(left.coefficient, 0n);
  const rightSign = order(right.coefficient, 0n);
  if (leftSign !== rightSign) return order(leftSign, rightSign);
  if (leftSign === 0) return 0;
  const byMagnitude = order(decimalMagnitude(left), decimalMagnitude(right));
  if (byMagnitude !== 0) return byMagnitude * leftSign;
  const exponent = Math.min(left.exponent, right.exponent);
  return order(left.coefficient * 10n ** BigInt(left.exponent - exponent), right.coefficient * 10n ** BigInt(right.exponent - exponent));
}

export function decimalToNumber(value: Decimal): number {
  return value.finite ? Number(`${value.coefficient}e${value.exponent}`) : value.number;
}

/** Rounds to the 34 digits a Decimal128 holds. */
export function toDecimal128(value: Decimal): Decimal128 {
  if (!value.finite) return Decimal128.fromString(Number.isNaN(value.number) ? 'NaN' : value.number < 0 ? '-Infinity' : 'Infinity');
  return Decimal128.fromStringWithRounding(`${value.coefficient}E${value.exponent}`);
}

/** A double as MongoDB makes it a decimal: 15 significant digits. */
export function decimalFromDouble(value: number): Decimal128 {
  if (!Number.isFinite(value)) return toDecimal128({ finite: false, number: value });
  if (Number.isSafeInteger(value)) return Decimal128.fromString(String(value));
  return Decimal128.fromString(value.toPrecision(15).replace('e', 'E'));
}

const viaNumbers = (left: Decimal, right: Decimal, combine: (a: number, b: number) => number): Decimal => ({
  finite: false,
  number: combine(decimalToNumber(left), decimalToNumber(right)),
});

export function addDecimals(left: Decimal, right: Decimal): Decimal {
  if (!left.finite || !right.finite) return viaNumbers(left, right, (a, b) => a + b);
  const exponent = Math.min(left.exponent, right.exponent);
  const scaled = (value: { coefficient: bigint; exponent: number }): bigint => value.coefficient * 10n ** BigInt(value.exponent - exponent);
  return { finite: true, coefficient: scaled(left) + scaled(right), exponent };
}

export function multiplyDecimals(left: Decimal, right: Decimal): Decimal {
  if (!left.finite || !right.finite) return viaNumbers(left, right, (a, b) => a * b);
  return { finite: true, coefficient: left.coefficient * right.coefficient, exponent: left.exponent + right.exponent };
}

/** The quotient to 40 digits. The divisor must not be zero. */
export function divideDecimals(left: Decimal, right: Decimal): Decimal {
  if (!left.finite || !right.finite) return viaNumbers(left, right, (a, b) => a / b);
  const digits = Math.max(0, 40 + magnitudeOf(right.coefficient).toString().length - magnitudeOf(left.coefficient).toString().length);
  const quotient = (left.coefficient * 10n ** BigInt(digits)) / right.coefficient;
  let coefficient = quotient;
  let exponent = left.exponent - right.exponent - digits;
  while (coefficient !== 0n && coefficient % 10n === 0n && exponent < 0) {
    coefficient /= 10n;
    exponent += 1;
  }
  return { finite: true, coefficient, exponent };
}

export function remainderOfDecimals(left: Decimal, right: Decimal): Decimal {
  if (!left.finite || !right.finite) return viaNumbers(left, right, (a, b) => a % b);
  const exponent = Math.min(left.exponent, right.exponent);
  const scaled = (value: { coefficient: bigint; exponent: number }): bigint => value.coefficient * 10n ** BigInt(value.exponent - exponent);
  return { finite: true, coefficient: scaled(left) % scaled(right), exponent };
}
