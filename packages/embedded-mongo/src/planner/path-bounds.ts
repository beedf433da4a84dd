import { isBsonType, isDocument, type Document, type Value } from '../bson/values.ts';
import { isOperatorObject } from '../semantics/field-tests.ts';
import { union, type Interval } from './key-interval.ts';
import { equalityBounds, inBounds, narrow, orderBounds, regexBounds } from './value-bounds.ts';

type Fold = ((text: string) => string) | undefined;

/** A condition every match fulfils: some value at `path` lies in one of the intervals. `exact`: and nothing more is asked. */
export interface PathBounds {
  readonly path: string;
  readonly intervals: readonly Interval[];
  readonly exact: boolean;
}

const mostIntervals = 1000;

function operatorBounds(name: string, operand: Value, all: Document, fold: Fold): readonly Interval[] | undefined {
  switch (name) {
    case '$eq': return equalityBounds(operand, fold);
    case '$in': return inBounds(operand, fold);
    case '$gt': case '$gte': case '$lt': case '$lte': return orderBounds(name, operand, fold);
    case '$regex': {
      if (isBsonType(operand, 'BSONRegExp')) return regexBounds(operand.pattern, operand.options, fold);
      return typeof operand === 'string' ? regexBounds(operand, String(all['$options'] ?? ''), fold) : undefined;
    }
    default: return undefined;
  }
}

const comparisons = new Set(['$eq', '$in', '$gt', '$gte', '$lt', '$lte']);

function isExact(name: string, operand: Value, intervals: readonly Interval[]): boolean {
  if (!comparisons.has(name) || intervals.length === 0) return false;
  return !(name === '$in' && Array.isArray(operand) && operand.some((item) => isBsonType(item, 'BSONRegExp')));
}

/** One element fulfils all conditions of an $elemMatch, so they narrow one another. */
function elementBounds(path: string, operand: Value, fold: Fold): PathBounds[] {
  if (!isDocument(operand)) return [];
  if (!isOperatorObject(operand)) return boundsOf(operand, fold).map((bounds) => ({ ...bounds, path: `${path}.${bounds.path}`, exact: false }));
  let intervals: readonly Interval[] | undefined;
  for (const [name, value] of Object.entries(operand)) intervals = narrow(intervals, operatorBounds(name, value, operand, fold));
  return intervals ? [{ path, intervals, exact: false }] : [];
}

function fieldBounds(path: string, condition: Value, fold: Fold): PathBounds[] {
  if (isBsonType(condition, 'BSONRegExp')) {
    const intervals = regexBounds(condition.pattern, condition.options, fold);
    return intervals ? [{ path, intervals, exact: false }] : [];
  }
  if (!isOperatorObject(condition)) {
    const intervals = equalityBounds(condition, fold);
    return intervals ? [{ path, intervals, exact: true }] : [];
  }
  return Object.entries(condition).flatMap(([name, operand]): PathBounds[] => {
    if (name === '$elemMatch') return elementBounds(path, operand, fold);
    if (name === '$all' && Array.isArray(operand)) return operand.flatMap((item) => (isOperatorObject(item) ? [] : fieldBounds(path, item, fold))).map((bounds) => ({ ...bounds, exact: false }));
    const intervals = operatorBounds(name, operand, condition, fold);
    return intervals ? [{ path, intervals, exact: isExact(name, operand, intervals) }] : [];
  });
}

/** What every branch of an $or says about one path, put together. */
function commonBounds(branches: readonly PathBounds[][]): PathBounds[] {
  const [first = [], ...others] = branches;
  return first.flatMap(({ path, intervals }): PathBounds[] => {
    const inOthers = others.map((branch) => branch.find((bounds) => bounds.path === path)?.intervals);
    if (inOthers.includes(undefined)) return [];
    return [{ path, intervals: union([...intervals, ...inOthers.flatMap((found) => found ?? [])]), exact: false }];
  });
}

/** Every bound that a filter puts on the values of single paths; negations put none. */
export function boundsOf(filter: Document, fold: Fold): PathBounds[] {
  const all = Object.entries(filter).flatMap(([name, value]): PathBounds[] => {
    if (name === '$and' && Array.isArray(value)) return value.flatMap((item) => (isDocument(item) ? boundsOf(item, fold) : []));
    if (name === '$or' && Array.isArray(value)) return commonBounds(value.map((item) => (isDocument(item) ? boundsOf(item, fold) : [])));
    return name.startsWith('$') ? [] : fieldBounds(name, value, fold);
  });
  return all.filter(({ intervals }) => intervals.length <= mostIntervals);
}
