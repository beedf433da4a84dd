import { createHash } from 'node:crypto';

/** How many names are surely remembered. */
const GENERATION = 250_000;

/** Remembers names, in bounded memory: of more than `generation` of them, the oldest are forgotten. */
export function createSeenNames(generation = GENERATION) {
  let young = new Set<string>();
  let old = new Set<string>();
  return {
    has(name: string): boolean {
      const key = keyOf(name);
      return young.has(key) || old.has(key);
    },
    add(name: string): void {
      young.add(keyOf(name));
      if (young.size < generation) return;
      old = young;
      young = new Set();
    },
  };
}

function keyOf(name: string): string {
  return createHash('sha256').update(name).digest('base64url').slice(0, 16);
}
