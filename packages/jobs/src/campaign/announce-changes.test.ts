import { CampaignId, type Campaign, type LiveEvent } from '@carillon/domain';
import { expect, it, vi } from 'vitest';
import { createCampaignAnnouncer, type AnnounceChangesDeps } from './announce-changes.ts';

const id = CampaignId.parse('cmp_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q');
const find: AnnounceChangesDeps['campaigns']['find'] = vi.fn(async () => ({ campaign: { id, status: 'running', audience: { included: 3, excluded: [], complete: true } } as unknown as Campaign }) as Awaited<ReturnType<AnnounceChangesDeps['campaigns']['find']>>);

function announcer(tell: (event: LiveEvent) => void) {
  const campaignCounters = { read: async () => new Map([[id, { sent: 3 }]]), readPace: async () => 2 };
  return createCampaignAnnouncer({ campaigns: { find }, campaignCounters, clock: { now: () => new Date('2026-03-29T01:00:00Z') }, tell, onError: (error) => expect.unreachable(String(error)) });
}

it('tells many changes of a campaign once, and what is still to be told before it is settled', async () => {
  const tell = vi.fn();
  const changes = announcer(tell);
  changes.touch(id);
  changes.touch(id);
  await changes.settled();
  expect(tell.mock.calls.map(([event]) => event)).toEqual([expect.objectContaining({ type: 'campaign.changed', stats: expect.objectContaining({ counts: expect.objectContaining({ sent: 3 }) }) })]);
});

it('tells a change by itself soon after', async () => {
  const tell = vi.fn();
  announcer(tell).touch(id);
  await vi.waitFor(() => expect(tell).toHaveBeenCalledOnce(), { timeout: 20_000 });
});
