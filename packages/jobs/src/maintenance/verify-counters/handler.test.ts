import { CampaignId, createManualClock, type StatusCounts } from '@carillon/domain';
import { beforeEach, describe, expect, it } from 'vitest';
import { verifyCounters, type VerifyCountersDeps } from './handler.ts';

const clock = createManualClock(new Date('2026-03-29T01:00:00.000Z'));
const bucket = { start: new Date('2026-03-29T00:58:00.000Z'), end: new Date('2026-03-29T00:59:00.000Z') };

let asked: { changedAfter: Date; restingSince: Date }[];
let corrected: StatusCounts[];
let verifiedUntil: Date | null;
let campaignState: { revision: number; changedAt: Date; verifiedAt: Date } | null;
let recounted: [string, number, object][];

const deps: VerifyCountersDeps = {
  clock,
  campaigns: { findChangedSince: async () => [CampaignId.parse('cmp_01ARYZ6S41ZZZZZZZZZZZZZZZZ')] },
  communicationLogs: { countByStatus: async () => ({ delivered: 3 }) },
  campaignCounters: {
    readState: async () => campaignState,
    correct: async (id, revision, counts) => {
      recounted.push([id, revision, counts]);
      return true;
    },
  },
  trackingEvents: { recount: async () => false },
  notifications: {
    findBucketsAtRest: async ({ changedAfter, restingSince }) => {
      asked.push({ changedAfter, restingSince });
      return [bucket];
    },
    countByStatus: async () => ({ sent: 2 }),
  },
  counters: {
    correct: async (_unit, _start, counts) => {
      corrected.push(counts);
      return true;
    },
    verifiedUntil: async () => verifiedUntil,
    setVerifiedUntil: async (instant) => {
      verifiedUntil = instant;
    },
  },
};

beforeEach(() => {
  asked = [];
  corrected = [];
  verifiedUntil = null;
  campaignState = null;
  recounted = [];
});

it('recounts what has come to rest, by minute and by hour', async () => {
  expect(await verifyCounters(deps)).toEqual({ found: 2, enqueued: 0 });
  expect(corrected).toEqual([{ sent: 2 }, { sent: 2 }]);
});

it('goes on where the last run stopped, however long ago that was', async () => {
  await verifyCounters(deps);
  const stoppedAt = verifiedUntil;
  clock.advance(3 * 3_600_000);
  await verifyCounters(deps);
  expect(asked.at(-1)?.changedAfter).toEqual(stoppedAt);
});

it('trusts no verification from the future: the clock was wrong then, and what changed since has not been looked at', async () => {
  verifiedUntil = new Date(clock.now().getTime() + 3_600_000);
  await verifyCounters(deps);
  expect(asked.at(-1)?.changedAfter).toEqual(new Date(clock.now().getTime() - 86_400_000));
});

it('does not count as verified what may still be on its way into the counters', async () => {
  await verifyCounters(deps);
  expect(verifiedUntil).toEqual(new Date(clock.now().getTime() - 60_000));
});

describe('campaigns', () => {
  const secondsAgo = (seconds: number) => new Date(clock.now().getTime() - seconds * 1_000);

  it.each([
    ['one that has come to rest', 11, 3_000, 1],
    ['one that still moves', 9, 3_000, 0],
    ['one that a clock a little ahead moves', -2, 3_000, 0],
    ['one that a clock an hour ahead has moved', -3_600, 3_000, 1],
    ['one that was recounted right after its last change, in which a count may have been lost', 300, 250, 1],
    ['one that was recounted long enough after its last change', 300, 100, 0],
    ['one that was not recounted for an hour', 10_000, 3_601, 1],
  ])('%s (changed %d s ago, recounted %d s ago): %d times', async (_case, changed, verified, times) => {
    campaignState = { revision: 7, changedAt: secondsAgo(changed), verifiedAt: secondsAgo(verified) };
    await verifyCounters(deps);
    expect(recounted).toHaveLength(times);
  });

  it('move while another is recounted: they are no more at rest then', async () => {
    const first = CampaignId.parse('cmp_01ARYZ6S41AAAAAAAAAAAAAAAA');
    const second = CampaignId.parse('cmp_01ARYZ6S41BBBBBBBBBBBBBBBB');
    campaignState = { revision: 7, changedAt: secondsAgo(11), verifiedAt: secondsAgo(3_000) };
    await verifyCounters({
      ...deps,
      campaigns: { findChangedSince: async () => [first, second] },
      communicationLogs: {
        countByStatus: async () => {
          clock.advance(5_000);
          campaignState = { revision: 8, changedAt: clock.now(), verifiedAt: secondsAgo(3_000) };
          return { delivered: 3 };
        },
      },
    });
    expect(recounted.map(([id]) => id)).toEqual([first]);
  });

  it('are replaced only where nothing moved meanwhile', async () => {
    campaignState = { revision: 7, changedAt: secondsAgo(11), verifiedAt: secondsAgo(12) };
    expect(await verifyCounters(deps)).toMatchObject({ found: 3 });
    expect(recounted).toEqual([['cmp_01ARYZ6S41ZZZZZZZZZZZZZZZZ', 7, { delivered: 3 }]]);
  });
});
