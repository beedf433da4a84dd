/** A place between keys: just before the first key that begins with `bytes`, or just after the last one. */
export interface Cut {
  readonly bytes: Buffer;
  readonly after: boolean;
}

/** The encoded values from one cut to another, in ascending order. */
export interface Interval {
  readonly low: Cut;
  readonly high: Cut;
}

export const before = (bytes: Buffer): Cut => ({ bytes, after: false });
export const after = (bytes: Buffer): Cut => ({ bytes, after: true });
export const pointAt = (key: Buffer): Interval => ({ low: before(key), high: after(key) });

export const isPoint = ({ low, high }: Interval): boolean => !low.after && high.after && low.bytes.equals(high.bytes);

/** The smallest bytes above every key that begins with `prefix`; a prefix is never all 0xff here. */
export function successor(prefix: Buffer): Buffer {
  let end = prefix.length;
  while (end > 0 && prefix[end - 1] === 0xff) end -= 1;
  const next = Buffer.from(prefix.subarray(0, end));
  if (end > 0) next[end - 1] = (next[end - 1] ?? 0) + 1;
  return next;
}

/** The bytes at which a cut divides the key space. */
export const positionOf = (cut: Cut): Buffer => (cut.after ? successor(cut.bytes) : cut.bytes);

const compareCuts = (left: Cut, right: Cut): number => Buffer.compare(positionOf(left), positionOf(right));
const isEmpty = ({ low, high }: Interval): boolean => compareCuts(low, high) >= 0;

const isWithin = (inner: Interval, outer: Interval): boolean => compareCuts(inner.low, outer.low) >= 0 && compareCuts(inner.high, outer.high) <= 0;

/** Whether each interval of the first lies in one of the second. */
export const isSubset = (inner: readonly Interval[], outer: readonly Interval[]): boolean => inner.every((each) => outer.some((other) => isWithin(each, other)));

/** Sorted and without overlaps. */
export function union(intervals: readonly Interval[]): Interval[] {
  const merged: Interval[] = [];
  for (const interval of intervals.toSorted((a, b) => compareCuts(a.low, b.low))) {
    const last = merged.at(-1);
    if (last && compareCuts(interval.low, last.high) < 0) merged[merged.length - 1] = { low: last.low, high: compareCuts(interval.high, last.high) > 0 ? interval.high : last.high };
    else merged.push(interval);
  }
  return merged;
}

export function intersect(left: readonly Interval[], right: readonly Interval[]): Interval[] {
  return left.flatMap((a) => right.map((b): Interval => ({
    low: compareCuts(a.low, b.low) > 0 ? a.low : b.low,
    high: compareCuts(a.high, b.high) < 0 ? a.high : b.high,
  })).filter((interval) => !isEmpty(interval)));
}

const invert = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => ~byte & 0xff));

/** The same values as a descending index has them: turned upside down. */
export function turnAround({ low, high }: Interval): Interval {
  return { low: { bytes: invert(high.bytes), after: !high.after }, high: { bytes: invert(low.bytes), after: !low.after } };
}
