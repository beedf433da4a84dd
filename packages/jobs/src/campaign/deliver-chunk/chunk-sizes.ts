/** How many recipients are claimed together: as many as their provider takes in the time a claim is good for. */
export interface ChunkSizes {
  of(provider: string): number;
  /** What became of a chunk: how many had to be given back, and how long it took. */
  learn(provider: string, chunk: { back: number; tookMs: number }): void;
}

const FIRST = 50;
const LEAST = 10;
const MOST = 1_000;
/** A chunk that takes no longer than this may grow. */
const QUICK_MS = 2_000;

/**
 * Doubles while all goes well, and halves when a provider can not keep up: what is claimed in vain is written twice for nothing.
 * One that became small grows back as soon as nothing comes back, however long it took: where everything is slow, small chunks
 * are slower still.
 */
export function createChunkSizes(): ChunkSizes {
  const sizes = new Map<string, number>();
  const of = (provider: string) => sizes.get(provider) ?? FIRST;
  return {
    of,
    learn(provider, { back, tookMs }) {
      if (back > 0) sizes.set(provider, Math.max(LEAST, Math.floor(of(provider) / 2)));
      else if (tookMs <= QUICK_MS || of(provider) < FIRST) sizes.set(provider, Math.min(tookMs <= QUICK_MS ? MOST : FIRST, of(provider) * 2));
    },
  };
}
