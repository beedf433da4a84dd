import { createManualClock, type StatusCounts } from '@carillon/domain';
import { beforeEach, expect, it } from 'vitest';
import { verifyCounters, type VerifyCountersDeps } from './handler.ts';

const clock = createManualClock(new Date('2026-03-29T01:00:00.000Z'));
const bucket = { start: new Date('2026-03-29T00:58:00.000Z'), end: new Date('2026-03-29T00:59:00.000Z') };

let asked: { changedAfter: Date; restingSince: Date }[];
let corrected: [string, StatusCounts][];
let atRest: { start: Date; end: Date };
let verifiedUntil: Date | null;

const deps: VerifyCountersDeps = {
  clock,
  campaigns: { findStartedSince: async () => new Set() },
  communicationLogs: { countByStatus: async () => ({}), countPartByStatus: async () => ({}) },
  campaignCounters: { listMovedSince: async () => ({ items: [], nextCursor: null }), readState: async () => null, noteVerified: async () => undefined, mend: async () => false },
  trackingEvents: { listCountedSince: async () => ({ items: [], nextCursor: null }), recount: async () => false },
  recipientDays: 30,
  wait: async () => undefined,
  notifications: {
    findBucketsAtRest: async ({ changedAfter, restingSince }) => {
      asked.push({ changedAfter, restingSince });
      return [atRest];
    },
    countByStatus: async () => ({ sent: 2 }),
    findUnsettled: async () => new Set(),
  },
  deadLetters: { list: async () => [], forget: async () => 0 },
  occurrences: { findStates: async () => new Map() },
  runs: { findDone: async () => new Set(), latestDoneSlot: async () => null },
  counters: {
    correct: async (unit, _start, counts) => {
      corrected.push([unit, counts]);
      return true;
    },
    correctMinute: async (_start, counts) => {
      corrected.push(['minute and its hour', counts]);
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
  atRest = bucket;
  verifiedUntil = null;
});

it('recounts what has come to rest, by minute and by hour', async () => {
  expect(await verifyCounters(deps)).toEqual({ found: 2, enqueued: 0 });
  expect(corrected).toEqual([['minute and its hour', { sent: 2 }], ['hour', { sent: 2 }]]);
});

it('gives an hour nothing of a minute that may have been forgotten since it began to count', async () => {
  atRest = { start: new Date('2026-03-28T01:00:00.000Z'), end: new Date('2026-03-28T01:01:00.000Z') };
  await verifyCounters(deps);
  expect(corrected).toEqual([['minute', { sent: 2 }], ['hour', { sent: 2 }]]);
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
