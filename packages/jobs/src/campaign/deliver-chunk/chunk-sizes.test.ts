import { expect, it } from 'vitest';
import { createChunkSizes } from './chunk-sizes.ts';

const after = (...chunks: { back: number; tookMs: number }[]) => {
  const sizes = createChunkSizes();
  chunks.forEach((chunk) => sizes.learn('one', chunk));
  return [sizes.of('one'), sizes.of('other')];
};
const quick = { back: 0, tookMs: 100 };
const slow = { back: 0, tookMs: 9_000 };
const tooMany = { back: 5, tookMs: 100 };

it.each([
  ['at the beginning', [], 50],
  ['after a quick one', [quick], 100],
  ['after many quick ones: never more than this', [quick, quick, quick, quick, quick, quick], 1_000],
  ['after a slow one', [slow], 50],
  ['after one that was too large', [tooMany], 25],
  ['after many of those: never less than this', [tooMany, tooMany, tooMany, tooMany], 10],
  ['after those, when nothing comes back any more', [tooMany, tooMany, tooMany, slow], 20],
  ['not beyond what it began with while it is slow', [tooMany, slow, slow, slow], 50],
  ['each provider by itself', [tooMany], 25],
])('%s', (_case, chunks, size) => {
  expect(after(...chunks)).toEqual([size, 50]);
});
