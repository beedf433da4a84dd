import { describe, expect, it } from 'vitest';
import { fillBuckets, readOverview } from './read-overview.ts';

const minute = 60_000;
const at = (minutes: number) => new Date(minutes * minute);

describe('fillBuckets', () => {
  it('has a bar for every step of the range, also where nothing happened', () => {
    expect(fillBuckets([], 0, 3 * minute, minute).map(({ start }) => start)).toEqual([at(0), at(1), at(2)].map((date) => date.toISOString()));
  });

  it('sums fine buckets into the bar they fall into', () => {
    const counted = [
      { start: at(0), counts: { sent: 1 } },
      { start: at(4), counts: { sent: 2, failed: 1 } },
      { start: at(5), counts: { queued: 7 } },
    ];
    expect(fillBuckets(counted, 0, 10 * minute, 5 * minute).map(({ counts }) => counts)).toEqual([{ sent: 3, failed: 1 }, { queued: 7 }]);
  });

  it('leaves out states that nothing is in any more', () => {
    expect(fillBuckets([{ start: at(0), counts: { queued: 0, sent: 1 } }], 0, minute, minute)[0]?.counts).toEqual({ sent: 1 });
  });
});

it('asks for what was accepted in the last 60 seconds, also right after a full minute', async () => {
  const asked: string[] = [];
  const overview = await readOverview(
    {
      notifications: { findTopErrors: async () => [], findWaiting: async () => ({ due: { total: 1, capped: false, oldestAt: new Date('2026-03-29T10:19:56.000Z') }, later: { total: 3, capped: true } }) },
      counters: {
        read: async () => [{ start: new Date('2026-03-29T10:00:00.000Z'), counts: { sent: 1, delivered: 2 } }],
        countAcceptedSince: async (since) => {
          asked.push(since.toISOString());
          return 7;
        },
      },
      clock: { now: () => new Date('2026-03-29T10:20:01.000Z') },
    },
    '1h',
  );
  expect(asked).toEqual(['2026-03-29T10:19:01.000Z']);
  expect(overview).toMatchObject({ sentLastMinute: 7, due: 1, lagMs: 5_000, later: 3, laterCapped: true, totals: { sent: 1, delivered: 2 } });
});
