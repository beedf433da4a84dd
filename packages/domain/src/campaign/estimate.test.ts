import { expect, it } from 'vitest';
import { CampaignId } from '../identity/schema.ts';
import { countLeft, toCampaignStats } from './estimate.ts';

const campaignId = CampaignId.parse('cmp_01ARYZ6S41ZZZZZZZZZZZZZZZZ');
const now = new Date('2026-12-01T08:00:00Z');

it.each([
  ['running', { queued: 90, sending: 5, retrying: 5, sent: 100 }, 50, { total: 200, pending: 100, settled: 100, etaSeconds: 2 }],
  ['running', { queued: 10 }, 0, { total: 10, pending: 10, settled: 0, etaSeconds: null }],
  ['paused', { queued: 10, sent: 10 }, 5, { total: 20, pending: 10, settled: 10, etaSeconds: null }],
  ['finished', { delivered: 7, failed: 2, skipped: 1 }, 0, { total: 10, pending: 0, settled: 10, etaSeconds: 0 }],
] as const)('%s with %j at %d per second', (status, counts, ratePerSecond, expected) => {
  expect(toCampaignStats({ campaignId, status, counts, ratePerSecond }, now)).toMatchObject(expected);
});

it('counts what may have left as left', () => {
  expect(countLeft({ queued: 1, sending: 2, sent: 3, delivered: 4, unknown: 5, failed: 6, bounced: 7, cancelled: 8 })).toBe(19);
});
