import { toNumber } from '../bson/arithmetic.ts';
import { BsonUndefined, isBsonType, isNumeric, typeRank, type Value } from '../bson/values.ts';
import { encodeKey } from '../storage/key-writer.ts';
import { after, before, intersect, pointAt, successor, union, type Interval } from './key-interval.ts';

type Fold = ((text: string) => string) | undefined;

const isNullish = (value: Value): boolean => value === null || value instanceof BsonUndefined;

/** The index keys of every value a filter calls equal to `operand`; undefined when they can't be told from the others. */
export function equalityBounds(operand: Value, fold: Fold): Interval[] | undefined {
  if (Array.isArray(operand) || isBsonType(operand, 'BSONRegExp')) return undefined;
  if (isNullish(operand)) return [pointAt(encodeKey(new BsonUndefined())), pointAt(encodeKey(null))];
  return [pointAt(encodeKey(operand, fold))];
}

export function inBounds(operand: Value, fold: Fold): Interval[] | undefined {
  if (!Array.isArray(operand)) return undefined;
  const all = operand.map((item) => (isBsonType(item, 'BSONRegExp') ? regexBounds(item.pattern, item.options, fold) : equalityBounds(item, fold)));
  return all.some((bounds) => bounds === undefined) ? undefined : union(all.flatMap((bounds) => bounds ?? []));
}

/** $gt, $gte, $lt, $lte stay within their operand's type. */
export function orderBounds(name: string, operand: Value, fold: Fold): Interval[] | undefined {
  if (isNullish(operand) || Array.isArray(operand) || isBsonType(operand, 'BSONRegExp') || isBsonType(operand, 'MinKey') || isBsonType(operand, 'MaxKey')) return undefined;
  if (fold && typeof operand === 'string') return undefined; // folded keys are equal when the collation says so, but not in its order
  if (isNumeric(operand) && Number.isNaN(toNumber(operand))) return undefined;
  const bracket = Buffer.from([typeRank(operand)]);
  const key = encodeKey(operand, fold);
  switch (name) {
    case '$gt': return [{ low: after(key), high: after(bracket) }];
    case '$gte': return [{ low: before(key), high: after(bracket) }];
    case '$lt': return [{ low: before(bracket), high: before(key) }];
    case '$lte': return [{ low: before(bracket), high: after(key) }];
    default: return undefined;
  }
}

const literalPrefix = /^(?:\^|\\A)((?:[^\\^$.*+?()[\]{}|#\s]|\\[^a-zA-Z0-9])+)/;

/** A case-sensitive regular expression that is anchored to a literal text bounds the strings that begin with it. */
export function regexBounds(pattern: string, options: string, fold: Fold): Interval[] | undefined {
  const match = literalPrefix.exec(pattern);
  if (!match?.[1] || options.replace('s', '') !== '' || fold || pattern.includes('|')) return undefined;
  const rest = pattern.slice(match[0].length);
  const characters = [...match[1].replaceAll(/\\(.)/gs, '$1')];
  if (/^[*?{]/.test(rest)) characters.pop();
  const prefix = Buffer.from(characters.join(''), 'utf8');
  if (prefix.length === 0 || prefix.includes(0)) return undefined;
  const bytes = Buffer.concat([Buffer.from([typeRank('')]), prefix]);
  // Not a point, although its ends look like one: what follows the prefix differs, so no later path may be bounded behind it.
  return [{ low: before(bytes), high: before(successor(bytes)) }, allRegexes];
}

/** A stored regular expression equal to the pattern matches too. */
const regexRank = Buffer.from([100]);
const allRegexes: Interval = { low: before(regexRank), high: before(successor(regexRank)) };

/** Bounds of what both sides allow. */
export const narrow = (left: readonly Interval[] | undefined, right: readonly Interval[] | undefined): readonly Interval[] | undefined =>
  left && right ? intersect(left, right) : left ?? right;

