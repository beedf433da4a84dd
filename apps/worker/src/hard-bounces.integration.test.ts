import type { SendOutcome } from '@carillon/domain';
import { resumeCampaign } from '@carillon/jobs/campaigns';
import { launchCampaign, watchCampaigns } from '@carillon/jobs/handlers';
import { expect, inject, it, onTestFinished, vi } from 'vitest';
import { openCampaignWorld, providerNamed } from './testing/open-campaign-world.ts';

const servers = { redisUrl: inject('redisUrl'), mongodbUri: inject('mongodbUri') };
const accepted: SendOutcome = { kind: 'accepted', code: 250, text: '2.0.0 ok', providerMessageId: 'p1' };
const unknownUser: SendOutcome = { kind: 'permanent', code: 550, text: '550 5.1.1 user unknown', reason: 'The mailbox of the recipient does not exist.' };
const patience = { timeout: 20_000, interval: 20 };

/** Campaigns over one mail server, at a rate that lets a test look on. */
async function start(answer: (to: string) => SendOutcome) {
  const account = providerNamed('mail', async ({ to }, { onHandOver }) => {
    const outcome = answer(to);
    if (outcome.kind === 'accepted') await onHandOver();
    return outcome;
  });
  const world = await openCampaignWorld({ ...servers, accounts: [account] });
  onTestFinished(() => world.close());
  return world;
}

it('who does not exist bounces, and is left out of the next campaign', async () => {
  const world = await start((to) => (to.startsWith('u00001@') ? unknownUser : accepted));
  await world.addUsers(3);
  world.startWorker();
  const first = await world.launch();
  await vi.waitFor(async () => expect(await world.statusOf(first)).toBe('finished'), patience);
  expect(await world.countersOf(first)).toEqual({ sent: 2, bounced: 1 });
  expect((await world.suppressions.list({}, { limit: 5 })).items).toMatchObject([{ address: 'u00001@example.com', reason: 'hard-bounce', source: expect.stringMatching(/^com_/) }]);
  const second = await world.launch();
  await vi.waitFor(async () => expect(await world.statusOf(second)).toBe('finished'), patience);
  expect((await world.campaigns.find(second))?.campaign.audience).toMatchObject({ included: 2, excluded: [{ reason: 'suppressed', count: 1 }] });
});

it('a campaign to a bad list pauses by itself, and says why', async () => {
  const world = await start(() => unknownUser);
  await world.addUsers(500);
  world.startWorker();
  const id = await world.launch({ ratePerSecond: 120 });
  await vi.waitFor(async () => {
    await watchCampaigns({ slot: '' }, world.deps);
    expect(await world.statusOf(id)).toBe('paused');
  }, patience);
  expect((await world.campaigns.find(id))?.campaign.reason).toMatch(/^\d+ of \d+ messages \(100\.0 %\) bounced/);
  expect((await world.countersOf(id)).queued).toBeGreaterThan(0);
});

it('one that paused itself goes on when it is resumed, until as much comes back of what left since', async () => {
  const world = await start(() => accepted);
  await world.addUsers(10);
  const id = await world.launch();
  await launchCampaign({ campaignId: id }, world.deps);
  const watched = async () => {
    await watchCampaigns({ slot: '' }, world.deps);
    return world.statusOf(id);
  };
  await world.campaignCounters.move(id, new Map([['01KAN00Q', { sent: 180, bounced: 20 }]]));
  expect(await watched()).toBe('running');
  await world.campaignCounters.move(id, new Map([['01KAN00Q', { bounced: 5, complained: 1 }]]));
  expect(await watched()).toBe('paused');
  // What was on its way comes back while it is paused.
  await world.campaignCounters.move(id, new Map([['01KAN00Q', { sent: -30, bounced: 30 }]]));
  await resumeCampaign(world, id);
  expect([await watched(), await watched()]).toEqual(['running', 'running']);
  await world.campaignCounters.move(id, new Map([['01KAN00Q', { bounced: 99 }]]));
  expect(await watched()).toBe('running');
  await world.campaignCounters.move(id, new Map([['01KAN00Q', { bounced: 1 }]]));
  expect(await watched()).toBe('paused');
  expect((await world.campaigns.find(id))?.campaign.reason).toBe('Since it was resumed, 100 messages bounced while 100 left (100.0 %): look at the addresses before going on.');
  await resumeCampaign(world, id);
  expect(await watched()).toBe('running');
});

it('one that an operator paused is judged by all that left, as before', async () => {
  const world = await start(() => accepted);
  await world.addUsers(10);
  const id = await world.launch();
  await launchCampaign({ campaignId: id }, world.deps);
  await world.campaignCounters.move(id, new Map([['01KAN00Q', { sent: 50, bounced: 49 }]]));
  await world.campaigns.transition(id, 'paused');
  await resumeCampaign(world, id);
  await world.campaignCounters.move(id, new Map([['01KAN00Q', { sent: 1 }]]));
  await watchCampaigns({ slot: '' }, world.deps);
  expect(await world.statusOf(id)).toBe('paused');
});
