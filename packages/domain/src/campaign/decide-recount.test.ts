import { describe, expect, it } from 'vitest';
import { findMissingCounts, isDueForRecount } from './decide-recount.ts';

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

describe('counters lack', () => {
  it.each([
    ['nothing that the rows have', { sent: 3, queued: 0 }, { sent: 3 }, {}],
    ['a move between states', { sending: 2, sent: 3 }, { sent: 5 }, { sending: -2, sent: 2 }],
    ['rows that were never counted', { queued: 1_000 }, { queued: 2_000 }, { queued: 1_000 }],
    ['a move that took more than was there', { queued: -2, sending: 2 }, { sending: 2, queued: 1 }, { queued: 3 }],
    ['less than nothing of what was counted twice', { queued: 2_000 }, { queued: 1_000 }, { queued: -1_000 }],
  ])('%s', (_case, counted, rows, missing) => {
    expect(findMissingCounts(counted, rows)).toEqual(missing);
  });
});
