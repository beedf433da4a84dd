import { idKeyFromValueKey, keptOfLongKey, longestIdKey, longestValueKey } from '../storage/index-keys.ts';
import type { Collection } from '../storage/collection.ts';
import type { Index } from '../storage/index-definition.ts';
import { documentsPrefix, entriesPrefix, prefixRange } from '../storage/key-space.ts';
import type { KeyRange } from '../storage/store.ts';
import { intersect, isPoint, positionOf, successor, turnAround, type Interval } from './key-interval.ts';
import type { PathBounds } from './path-bounds.ts';

/** What an index is asked for: per leading path its intervals, and the key ranges they come to, in ascending key order. */
export interface IndexRanges {
  readonly intervals: readonly (readonly Interval[])[];
  readonly ranges: readonly KeyRange[];
  /** The bounds that went into the ranges in full. */
  readonly used: readonly PathBounds[];
  /** Keys were cut to what is stored of long ones: the ranges may hold more than the bounds allow. */
  readonly cut: boolean;
}

const mostRanges = 1000;

interface PathIntervals {
  readonly intervals: readonly Interval[];
  readonly used: readonly PathBounds[];
}

/** On a multikey path two conditions may hold for two different elements, so only one of them bounds the scan. */
function intervalsFor(bounds: readonly PathBounds[], path: string, multikey: boolean): PathIntervals | undefined {
  const onPath = bounds.filter((each) => each.path === path);
  const [first, ...others] = onPath.toSorted((a, b) => Number(b.intervals.every(isPoint)) - Number(a.intervals.every(isPoint)));
  if (!first) return undefined;
  if (multikey) return { intervals: first.intervals, used: [first] };
  return { intervals: others.reduce<readonly Interval[]>((all, each) => intersect(all, each.intervals), first.intervals), used: onPath };
}

/** A value longer than any that is stored can't be a key of the storage either. */
const hasKeyBeyond = (ranges: readonly KeyRange[], longest: number): boolean => ranges.some(({ low, high }) => low.length > longest || high.length > longest);

function cutLongKeys(range: KeyRange, kept: number): KeyRange {
  return {
    low: range.low.subarray(0, kept),
    high: range.high.length > kept ? successor(range.high.subarray(0, kept)) : range.high,
  };
}

/** The ranges of an index that hold every entry the bounds allow. All of the index when nothing bounds its first path. */
export function rangesOf(index: Index, bounds: readonly PathBounds[]): IndexRanges {
  const prefix = entriesPrefix(index.id);
  const intervals: (readonly Interval[])[] = [];
  const used: PathBounds[] = [];
  let prefixes: Buffer[] = [prefix];
  let ranges: KeyRange[] | undefined;
  let multikeyBound = false;
  for (const [position, path] of index.paths.entries()) {
    const multikey = index.multikey[position] === true;
    const found = multikey && multikeyBound ? undefined : intervalsFor(bounds, path.path, multikey);
    if (!found || prefixes.length * found.intervals.length > mostRanges) break;
    multikeyBound ||= multikey;
    const directed = path.descending ? found.intervals.map(turnAround) : found.intervals;
    intervals.push(found.intervals);
    used.push(...found.used);
    if (!directed.every(isPoint)) {
      ranges = prefixes.flatMap((start) => directed.map((each) => ({
        low: Buffer.concat([start, positionOf(each.low)]),
        high: Buffer.concat([start, positionOf(each.high)]),
      })));
      break;
    }
    prefixes = prefixes.flatMap((start) => directed.map((each) => Buffer.concat([start, each.low.bytes])));
  }
  ranges ??= prefixes.map((start) => (intervals.length === 0 ? prefixRange(start) : { low: start, high: successor(start) }));
  const cut = index.hasLongKeys || hasKeyBeyond(ranges, prefix.length + longestValueKey);
  if (cut) ranges = ranges.map((range) => cutLongKeys(range, prefix.length + keptOfLongKey));
  return { intervals, ranges: ranges.toSorted((a, b) => Buffer.compare(a.low, b.low)), used, cut };
}

/** The same for the documents themselves, which are kept in the order of _id. Undefined when _id is not bounded. */
export function idRangesOf(collection: Collection, bounds: readonly PathBounds[]): IndexRanges | undefined {
  const found = intervalsFor(bounds, '_id', false);
  if (!found) return undefined;
  const prefix = documentsPrefix(collection.id);
  const points = found.intervals.every(isPoint);
  if (!points && collection.hasLongIds) return undefined;
  const ranges = found.intervals.map((each): KeyRange => {
    if (!points) return { low: Buffer.concat([prefix, positionOf(each.low)]), high: Buffer.concat([prefix, positionOf(each.high)]) };
    const key = Buffer.concat([prefix, idKeyFromValueKey(each.low.bytes)]);
    return { low: key, high: successor(key) };
  });
  const cut = hasKeyBeyond(ranges, prefix.length + longestIdKey + 1);
  const usable = cut ? ranges.map((range) => cutLongKeys(range, prefix.length + longestIdKey)) : ranges;
  return { intervals: [found.intervals], ranges: usable.toSorted((a, b) => Buffer.compare(a.low, b.low)), used: found.used, cut };
}
