import { describe, expect, it } from 'vitest';
import { isDueForRecount } from './decide-recount.ts';

const now = new Date('2026-03-29T01:00:00.000Z');
const secondsAgo = (seconds: number) => new Date(now.getTime() - seconds * 1_000);
const HOUR_MS = 3_600_000;

describe('counters are recounted', () => {
  it.each([
    ['once they have come to rest', 11, 3_000, true],
    ['not while they move', 9, 3_000, false],
    ['not while a clock that is a little ahead moves them', -2, 3_000, false],
    ['though a clock that is an hour ahead has moved them', -3_600, 3_000, true],
    ['again, when the last time was right after their last move, whose count may have been lost', 300, 250, true],
    ['not again, when the last time was long enough after their last move', 300, 100, false],
    ['again after an hour', 10_000, 3_601, true],
  ])('%s (moved %d s ago, recounted %d s ago): %s', (_case, changed, verified, due) => {
    expect(isDueForRecount({ changedAt: secondsAgo(changed), verifiedAt: secondsAgo(verified) }, now, HOUR_MS)).toBe(due);
  });
});
