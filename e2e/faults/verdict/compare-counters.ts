/** How many are in each state. */
export type Counts = Readonly<Record<string, number | undefined>>;
/** By bucket: `minute 2026-03-29T01:59`, `campaign cmp_1`. */
export type Buckets = ReadonlyMap<string, Counts>;
/** By bucket, how much its counter says too much of each state, in words; buckets that are right are left out. */
export type Differences = ReadonlyMap<string, string>;

/** What counters say, against what the rows are. */
export function differencesOf(rows: Buckets, said: Buckets): Differences {
  const differences = new Map<string, string>();
  for (const bucket of new Set([...rows.keys(), ...said.keys()])) {
    const difference = describeDifference(rows.get(bucket) ?? {}, said.get(bucket) ?? {});
    if (difference !== '') differences.set(bucket, difference);
  }
  return differences;
}

/**
 * What counters would say if every minute were right: the hour of one gets what the minute lacks as soon as that comes to rest, so that its own
 * difference changes when one of before is mended. What remains is the hour's own.
 */
export function withoutMinutes(rows: Buckets, said: Buckets): Buckets {
  const mended = new Map(said);
  for (const bucket of new Set([...rows.keys(), ...said.keys()])) {
    const minute = /^minute (.+):\d\d$/.exec(bucket);
    if (minute === null) continue;
    const hour = `hour ${minute[1]}:00`;
    mended.set(hour, minus(mended.get(hour) ?? {}, minus(said.get(bucket) ?? {}, rows.get(bucket) ?? {})));
  }
  return mended;
}

function minus(one: Counts, other: Counts): Counts {
  return Object.fromEntries([...new Set([...Object.keys(one), ...Object.keys(other)])].map((state) => [state, (one[state] ?? 0) - (other[state] ?? 0)]));
}

/** The differences that were not there, or not so, before. */
export function differencesSince(before: Differences, now: Differences): string[] {
  return [...now].flatMap(([bucket, difference]) => (before.get(bucket) === difference ? [] : [`${bucket}: ${difference}`]));
}

function describeDifference(are: Counts, said: Counts): string {
  return Object.entries(minus(said, are))
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([state, by]) => (by === undefined || by === 0 ? [] : [[state, by] as const]))
    .map(([state, by]) => `${by > 0 ? '+' : ''}${by} ${state}`)
    .join(', ');
}
