import { evalExpr } from 'mingo/core';
import type { Options } from 'mingo/types';
import { toNumber } from '../bson/arithmetic.ts';
import { BsonUndefined, isBsonType, isDocument, isNumeric, typeAlias, type Value } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import type { ExpressionOperator, Operators } from './mingo-operators.ts';
import { instantOf, offsetAt } from './time-zone.ts';

const fixedUnits: Readonly<Record<string, number>> = { millisecond: 1, second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 };
const monthsPerUnit: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 };
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
/** Bins are counted from the first moment of 2000, weeks from its first week. */
const reference = Date.UTC(2000, 0, 1);
const referenceWeekday = 6;

type Arguments = Readonly<Record<string, Value | undefined>>;

function argumentsOf(name: string, document: unknown, operands: Value, options: Options): Arguments {
  if (!isDocument(operands)) throw new CommandError(5166301, `${name} expects an object as its argument`);
  return Object.fromEntries(Object.entries(operands).map(([key, operand]) => [key, (evalExpr(document, operand, options) ?? null) as Value])); // mingo hands on values
}

const isNothing = (value: Value | undefined): boolean => value === undefined || value === null || value instanceof BsonUndefined;

function dateOf(name: string, value: Value | undefined): Date {
  if (value instanceof Date) return value;
  if (isBsonType(value, 'ObjectId')) return value.getTimestamp();
  if (isBsonType(value, 'Timestamp')) return new Date(value.high * 1000);
  throw new CommandError(5166400, `${name} requires a date, found: ${typeAlias(value)}`);
}

function wholeOf(name: string, value: Value | undefined, fallback: number): number {
  if (isNothing(value)) return fallback;
  const number = isNumeric(value) ? toNumber(value) : NaN;
  if (!Number.isInteger(number)) throw new CommandError(5166405, `${name} needs a whole number`);
  return number;
}

const zoneOf = (value: Value | undefined): string => (typeof value === 'string' ? value : 'UTC');

/** A local time with months added; a day the month does not have becomes its last. */
function addMonths(local: number, months: number): number {
  const date = new Date(local);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  date.setUTCDate(Math.min(day, new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()));
  return date.getTime();
}

/** An instant, in milliseconds, moved by whole units on a zone's clocks. */
export function addUnits(instant: number, unit: string, amount: number, zone: string): number {
  const months = monthsPerUnit[unit];
  const fixed = fixedUnits[unit];
  if (months === undefined && fixed === undefined) throw new CommandError(9, `unknown time unit value: ${unit}`);
  if (fixed !== undefined && fixed < 86_400_000) return instant + amount * fixed;
  const local = instant + offsetAt(instant, zone);
  return instantOf(months === undefined ? local + amount * (fixed ?? 0) : addMonths(local, amount * months), zone);
}

const adding = (name: string, sign: 1 | -1): ExpressionOperator => (document, operands, options) => {
  const { startDate, unit, amount, timezone } = argumentsOf(name, document, operands, options);
  if (isNothing(startDate) || isNothing(unit) || isNothing(amount)) return null;
  return new Date(addUnits(dateOf(name, startDate).getTime(), String(unit), sign * wholeOf(name, amount, 0), zoneOf(timezone)));
};

function truncateLocal(local: number, unit: string, size: number, startOfWeek: string): number {
  const months = monthsPerUnit[unit];
  if (months !== undefined) {
    const date = new Date(local);
    const index = (date.getUTCFullYear() - 2000) * 12 + date.getUTCMonth();
    return Date.UTC(2000, Math.floor(index / (months * size)) * months * size, 1);
  }
  const width = (fixedUnits[unit] ?? 0) * size;
  if (width === 0) throw new CommandError(9, `unknown time unit value: ${unit}`);
  const weekday = weekdays.findIndex((each) => each === startOfWeek.toLowerCase() || each.slice(0, 3) === startOfWeek.toLowerCase());
  const origin = unit === 'week' ? reference + ((Math.max(weekday, 0) - referenceWeekday + 7) % 7) * 86_400_000 : reference;
  return origin + Math.floor((local - origin) / width) * width;
}

/** Date arithmetic on a zone's clocks. mingo's goes wrong at the end of a month, and where the zone's day is not UTC's. */
export const dateOperators: Operators<ExpressionOperator> = {
  $dateAdd: adding('$dateAdd', 1),
  $dateSubtract: adding('$dateSubtract', -1),
  $dateTrunc: (document, operands, options) => {
    const { date, unit, binSize, timezone, startOfWeek } = argumentsOf('$dateTrunc', document, operands, options);
    if (isNothing(date) || isNothing(unit)) return null;
    const zone = zoneOf(timezone);
    const instant = dateOf('$dateTrunc', date).getTime();
    const truncated = truncateLocal(instant + offsetAt(instant, zone), String(unit), wholeOf('$dateTrunc', binSize, 1), typeof startOfWeek === 'string' ? startOfWeek : 'sunday');
    const isShort = (fixedUnits[String(unit)] ?? Infinity) < 86_400_000;
    return new Date(isShort ? truncated - offsetAt(instant, zone) : instantOf(truncated, zone));
  },
};
