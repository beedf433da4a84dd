/** By what it is of: a collection, a key of Redis, a table. */
export type Hashes = Record<string, string>;
/** How many audit entries and forged receipts there are. */
export interface Counted {
  audit: number;
  forged: number;
}
export interface Snapshot {
  hashes: Hashes;
  counted: Counted;
}

export const nothingCounted: Counted = { audit: 0, forged: 0 };

/** Names of what is not the same in both. */
export function differences({ hashes: before }: Snapshot, { hashes: after }: Snapshot): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => before[name] !== after[name]).toSorted();
}
