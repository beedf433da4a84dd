import { describe, expect, it } from 'vitest';
import { findMissingCounts, sumOf } from './status-counts.ts';

it('counts those of some states, or of all', () => {
  const counts = { sent: 3, failed: 2, bounced: 1 };
  expect([sumOf(counts, ['failed', 'bounced', 'unknown']), sumOf(counts), sumOf({})]).toEqual([3, 6, 0]);
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
