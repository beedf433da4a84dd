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

/** The differences that were not there, or not so, before. */
export function differencesSince(before: Differences, now: Differences): string[] {
  return [...now].flatMap(([bucket, difference]) => (before.get(bucket) === difference ? [] : [`${bucket}: ${difference}`]));
}

function describeDifference(are: Counts, said: Counts): string {
  const states = [...new Set([...Object.keys(are), ...Object.keys(said)])].toSorted();
  return states
    .map((state) => [state, (said[state] ?? 0) - (are[state] ?? 0)] as const)
    .filter(([, by]) => by !== 0)
    .map(([state, by]) => `${by > 0 ? '+' : ''}${by} ${state}`)
    .join(', ');
}
