import { Decimal128, Long, ObjectId } from 'bson';
import { evalExpr } from 'mingo/core';
import { fitsLong, makeDouble, toBigIntExact, toDecimal, toNumber } from '../bson/arithmetic.ts';
import { toDecimal128 } from '../bson/decimal.ts';
import { BsonUndefined, isBsonType, isDocument, isInt32, isNumeric, typeAlias, aliasOfTag, type Value } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import { isTruthy } from './truth.ts';
import type { ExpressionOperator, Operators } from './mingo-operators.ts';

const failed = (value: Value, target: string, why = ''): CommandError =>
  new CommandError(241, why === '' ? `Unsupported conversion from ${typeAlias(value)} to ${target} in $convert with no onError value` : `Failed to parse ${target === 'date' ? 'date' : 'number'} '${String(value)}' in $convert with no onError value: ${why}`);

function toWhole(value: Value, target: 'int' | 'long'): bigint {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (value instanceof Date && target === 'long') return BigInt(value.getTime());
  if (typeof value === 'string') {
    if (!/^[-+]?\d+$/.test(value)) throw failed(value, target, 'Did not consume whole string.');
    return BigInt(value);
  }
  if (!isNumeric(value)) throw failed(value, target);
  const exact = toBigIntExact(value);
  if (exact !== undefined) return exact;
  const number = toNumber(value);
  if (!Number.isFinite(number)) throw new CommandError(241, `Attempt to convert ${number} value to integer type in $convert with no onError value`);
  return BigInt(Math.trunc(number));
}

function overflow(value: Value, target: string): CommandError {
  return new CommandError(241, `Conversion would overflow target type in $convert with no onError value: ${String(value)} to ${target}`);
}

function toDate(value: Value): Date {
  if (value instanceof Date) return value;
  if (isBsonType(value, 'ObjectId')) return value.getTimestamp();
  if (isBsonType(value, 'Timestamp')) return new Date(value.high * 1000);
  if (typeof value === 'string') {
    const time = Date.parse(/^\d{4}-\d{2}-\d{2}T[\d:.]+$/.test(value) ? `${value}Z` : value);
    if (Number.isNaN(time)) throw failed(value, 'date', 'the text is not a date');
    return new Date(time);
  }
  if (isNumeric(value) && !(typeof value === 'number' && isInt32(value))) return new Date(toNumber(value));
  throw failed(value, 'date');
}

function toText(value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (isBsonType(value, 'Double')) return String(value.value);
  if (isNumeric(value) || isBsonType(value, 'ObjectId')) return value.toString();
  throw failed(value, 'string');
}

function toDouble(value: Value): Value {
  if (typeof value === 'boolean') return makeDouble(value ? 1 : 0);
  if (value instanceof Date) return makeDouble(value.getTime());
  if (typeof value === 'string') {
    const number = Number(value);
    if (value.trim() === '' || Number.isNaN(number)) throw failed(value, 'double', 'Did not consume whole string.');
    return makeDouble(number);
  }
  if (!isNumeric(value)) throw failed(value, 'double');
  return makeDouble(toNumber(value));
}

function toDecimalValue(value: Value): Value {
  if (typeof value === 'boolean') return Decimal128.fromString(value ? '1' : '0');
  if (value instanceof Date) return Decimal128.fromString(String(value.getTime()));
  if (typeof value === 'string') {
    try {
      return Decimal128.fromString(value);
    } catch {
      throw failed(value, 'decimal', 'Did not consume whole string.');
    }
  }
  if (!isNumeric(value)) throw failed(value, 'decimal');
  return isBsonType(value, 'Decimal128') ? value : toDecimal128(toDecimal(value));
}

const conversions: Readonly<Record<string, (value: Value) => Value>> = {
  int: (value) => {
    const whole = toWhole(value, 'int');
    if (BigInt.asIntN(32, whole) !== whole) throw overflow(value, 'int');
    return Number(whole);
  },
  long: (value) => {
    const whole = toWhole(value, 'long');
    if (!fitsLong(whole)) throw overflow(value, 'long');
    return Long.fromBigInt(whole);
  },
  double: toDouble,
  decimal: toDecimalValue,
  string: toText,
  bool: (value) => isTruthy(value),
  date: toDate,
  objectId: (value) => {
    if (isBsonType(value, 'ObjectId')) return value;
    if (typeof value !== 'string' || !/^[0-9a-fA-F]{24}$/.test(value)) throw failed(value, 'objectId', 'Invalid string length for parsing to OID, expected 24');
    return ObjectId.createFromHexString(value);
  },
};

function convert(value: Value | undefined, target: string): Value {
  if (value === undefined || value === null || value instanceof BsonUndefined) return null;
  const conversion = conversions[target];
  if (!conversion) throw new CommandError(2, `Unknown type name: ${target}`);
  return conversion(value);
}

const only = (operands: Value): Value => (Array.isArray(operands) && operands.length === 1 ? operands[0] ?? null : operands);

const to = (target: string): ExpressionOperator => (document, operands, options) => convert(evalExpr(document, only(operands), options) as Value | undefined, target); // mingo hands on values

const convertOperator: ExpressionOperator = (document, operands, options) => {
  if (!isDocument(operands)) throw new CommandError(9, '$convert expects an object of named arguments');
  const read = (name: string): Value | undefined => (operands[name] === undefined ? undefined : (evalExpr(document, operands[name], options) as Value | undefined)); // mingo hands on values
  const wanted = read('to');
  const target = isDocument(wanted) ? wanted['type'] : wanted;
  const input = read('input');
  if (input === undefined || input === null || input instanceof BsonUndefined) return read('onNull') ?? null;
  try {
    return convert(input, isNumeric(target) ? aliasOfTag(toNumber(target)) : String(target));
  } catch (error) {
    const instead = error instanceof CommandError && error.code === 241 ? read('onError') : undefined;
    if (operands['onError'] === undefined || instead === undefined) throw error;
    return instead;
  }
};

/** Conversions and questions about types, over every BSON type. */
export const typeOperators: Operators<ExpressionOperator> = {
  $toInt: to('int'), $toLong: to('long'), $toDouble: to('double'), $toDecimal: to('decimal'), $toString: to('string'), $toBool: to('bool'), $toDate: to('date'), $toObjectId: to('objectId'),
  $convert: convertOperator,
  $type: (document, operands, options) => typeAlias(evalExpr(document, only(operands), options) as Value | undefined), // mingo hands on values
  $isNumber: (document, operands, options) => isNumeric(evalExpr(document, only(operands), options) as Value | undefined), // mingo hands on values
};
