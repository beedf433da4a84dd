import { expect, it } from 'vitest';
import { CampaignId } from '../identity/schema.ts';
import { countLeft, progressOf, toCampaignStats } from './estimate.ts';

const id = CampaignId.parse('cmp_01ARYZ6S41ZZZZZZZZZZZZZZZZ');
const now = new Date('2026-12-01T08:00:00Z');

it.each([
  ['running', { queued: 90, sending: 5, retrying: 5, sent: 100 }, 50, { total: 200, pending: 100, settled: 100, etaSeconds: 2 }],
  ['running', { queued: 10 }, 0, { total: 10, pending: 10, settled: 0, etaSeconds: null }],
  ['paused', { queued: 10, sent: 10 }, 5, { total: 20, pending: 10, settled: 10, etaSeconds: null }],
  ['finished', { delivered: 7, failed: 2, skipped: 1 }, 0, { total: 10, pending: 0, settled: 10, etaSeconds: 0 }],
] as const)('%s with %j at %d per second', (status, counts, ratePerSecond, expected) => {
  expect(toCampaignStats({ id, status, audience: { included: 0, excluded: [], complete: true } }, { counts, ratePerSecond }, now)).toMatchObject(expected);
});

it('tells in which states they are that were left out at launch', () => {
  const excluded = [{ reason: 'suppressed', count: 3 }, { reason: 'unsubscribed', count: 4 }, { reason: 'no-address', count: 5 }, { reason: 'of another version', count: 1 }];
  expect(toCampaignStats({ id, status: 'running', audience: { included: 7, excluded, complete: true } }, { counts: {}, ratePerSecond: 0 }, now).leftOut).toEqual({ suppressed: 3, skipped: 10 });
});

it.each([
  ['begins with nothing, whoever is left out', { queued: 7, skipped: 3 }, { skipped: 3 }, 7, { counts: { queued: 7 }, total: 7, settled: 0 }],
  ['counts who is left out on the way', { queued: 5, sent: 1, skipped: 4 }, { skipped: 3 }, 5, { counts: { queued: 5, sent: 1, skipped: 1 }, total: 7, settled: 2 }],
  ['is none when nobody is left', { skipped: 3, suppressed: 1 }, { skipped: 3, suppressed: 1 }, 0, { counts: {}, total: 0, settled: 0 }],
  ['is never below nothing', { queued: 7, skipped: 2 }, { skipped: 3 }, 7, { counts: { queued: 7 }, total: 7, settled: 0 }],
])('progress %s', (_case, counts, leftOut, pending, progress) => {
  expect(progressOf({ counts, leftOut, pending })).toEqual(progress);
});

it('counts what may have left as left', () => {
  expect(countLeft({ queued: 1, sending: 2, sent: 3, delivered: 4, unknown: 5, failed: 6, bounced: 7, cancelled: 8 })).toBe(19);
});
