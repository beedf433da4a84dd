import { expect, it } from 'vitest';
import { takeTurn } from './rate-limit.ts';

it.each([
  ['the first goes at once', undefined, 2, { tokens: 1, atMs: 1_000 }, 0],
  ['the last of a second goes too', { tokens: 1, atMs: 1_000 }, 2, { tokens: 0, atMs: 1_000 }, 0],
  ['then one has to wait', { tokens: 0, atMs: 1_000 }, 2, { tokens: 0, atMs: 1_000 }, 500],
  ['less when some time has passed', { tokens: 0, atMs: 800 }, 2, { tokens: 0.4, atMs: 1_000 }, 300],
  ['a long silence saves up one second at most', { tokens: 0, atMs: -60_000 }, 2, { tokens: 1, atMs: 1_000 }, 0],
  ['a rate below one a second gives one all the same', undefined, 0.1, { tokens: 0, atMs: 1_000 }, 0],
])('%s', (_title, state, rate, expected, retryAfterMs) => {
  expect(takeTurn(state, rate, 1_000)).toEqual({ state: { tokens: expect.closeTo(expected.tokens, 6), atMs: expected.atMs }, retryAfterMs });
});
