import { expect, it } from 'vitest';
import { readCampaignOverview } from './read-campaign-overview.ts';

it('adds up the counters of campaigns that began in the range or are under way', async () => {
  const asked: unknown[] = [];
  const overview = await readCampaignOverview(
    {
      campaigns: {
        findActiveSince: async (since) => {
          asked.push(since.toISOString());
          return [{ id: 'a', name: 'Spring', status: 'running' }, { id: 'b', name: 'Summer', status: 'paused' }, { id: 'c', name: 'Autumn', status: 'finished' }];
        },
      },
      campaignCounters: {
        read: async (ids) => {
          asked.push(ids);
          return new Map([['a', { sent: 2, queued: 5, bounced: 1 }], ['c', { sent: 1, delivered: 4, failed: 2, complained: 2 }]]);
        },
        countHandedSince: async (since) => {
          asked.push(since.toISOString());
          return 7;
        },
      },
      clock: { now: () => new Date('2026-03-29T10:20:30.000Z') },
    },
    '24h',
  );
  expect(asked).toEqual(['2026-03-28T11:00:00.000Z', '2026-03-29T10:19:30.000Z', ['a', 'b', 'c']]);
  expect(overview).toEqual({
    from: '2026-03-28T11:00:00.000Z', to: '2026-03-29T11:00:00.000Z', campaigns: 3, running: 1, paused: 1, handedLastMinute: 7,
    totals: { sent: 3, queued: 5, delivered: 4, failed: 2, bounced: 1, complained: 2 },
    failing: [{ id: 'c', name: 'Autumn', failed: 2 }, { id: 'a', name: 'Spring', failed: 1 }],
  });
});
