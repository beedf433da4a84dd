import { CampaignId, createManualClock } from '@carillon/domain';
import { expect, it } from 'vitest';
import { verifyTrackingCounters } from './verify-tracking-counters.ts';

const clock = createManualClock(new Date('2026-03-29T01:00:00.000Z'));
const id = (letter: string) => CampaignId.parse(`cmp_${letter.repeat(26)}`);
const secondsAgo = (seconds: number) => new Date(clock.now().getTime() - seconds * 1_000);

it.each([
  ['that has come to rest', { changed: 11, verified: 90_000 }, true],
  ['that still moves', { changed: 9, verified: 90_000 }, false],
  ['that moves every minute, and was recounted within the hour', { changed: 30, verified: 3_500 }, false],
  ['that moved since it was recounted an hour ago', { changed: 3_000, verified: 3_601 }, true],
  ['that was recounted long enough after its last move', { changed: 90_000, verified: 80_000 }, false],
])('recounts a campaign %s: %j %s', async (_case, { changed, verified }, wanted) => {
  const recounted: string[] = [];
  await verifyTrackingCounters({
    clock, recipientDays: 30,
    campaigns: { findStartedSince: async (ids) => new Set(ids) },
    trackingEvents: {
      listCountedSince: async () => ({ items: [{ campaignId: id('A'), changedAt: secondsAgo(changed), verifiedAt: secondsAgo(verified) }], nextCursor: null }),
      recount: async (campaignId) => recounted.push(campaignId) > 0,
    },
  });
  expect(recounted).toEqual(wanted ? [id('A')] : []);
});

it('reads all pages, each campaign once, and leaves those alone of which something may have been removed', async () => {
  const recounted: string[] = [];
  const asked: Date[] = [];
  const pages = new Map([[undefined, ['A', 'B', 'A']], ['2', ['C']]]);
  const mended = await verifyTrackingCounters({
    clock, recipientDays: 30,
    campaigns: {
      findStartedSince: async (ids, since) => {
        asked.push(since);
        return new Set(ids.filter((campaignId) => campaignId !== id('B')));
      },
    },
    trackingEvents: {
      listCountedSince: async (_since, { cursor }) => ({ items: (pages.get(cursor) ?? []).map((letter) => ({ campaignId: id(letter), changedAt: secondsAgo(60), verifiedAt: new Date(0) })), nextCursor: cursor === undefined ? '2' : null }),
      recount: async (campaignId) => recounted.push(campaignId) > 1,
    },
  });
  expect(recounted).toEqual([id('A'), id('C')]);
  expect(mended).toBe(1);
  expect(asked[0]).toEqual(secondsAgo(30 * 86_400 - 3_600));
});
