import { CampaignId, CreateCampaign, type SendOutcome } from '@carillon/domain';
import { askForCampaignReceipts, launchCampaign, watchCampaigns } from '@carillon/jobs/handlers';
import { countFates, enqueueLanes } from '@carillon/jobs/campaigns';
import { campaignDeliverChunk } from '@carillon/jobs/definitions';
import { afterEach, describe, expect, inject, it, vi } from 'vitest';
import { openCampaignWorld, providerNamed, type CampaignWorld } from './testing/open-campaign-world.ts';

const patience = { timeout: 60_000, interval: 20 };
const servers = { redisUrl: inject('redisUrl'), mongodbUri: inject('mongodbUri') };
const accepted: SendOutcome = { kind: 'accepted', code: 202, text: 'ok', providerMessageId: 'p1' };
const busy: SendOutcome = { kind: 'temporary', code: 503, text: 'later', reason: 'The provider is busy', retryAfterMs: null };
const refused: SendOutcome = { kind: 'permanent', code: 400, text: 'no', reason: 'Nobody lives there' };

let world: CampaignWorld;
afterEach(() => world.close());

/** What a provider got, and when. */
function counting(answer: (to: string, nth: number) => SendOutcome | Promise<SendOutcome> = () => accepted) {
  const sent: { to: string; subject: string; at: number; headers: Record<string, string> }[] = [];
  return {
    sent,
    timesOf: (to: string) => sent.filter((message) => message.to === to).length,
    account: (name: string, settings: Parameters<typeof providerNamed>[2] = {}) =>
      providerNamed(name, async ({ to, subject, headers }, { onHandOver }) => {
        await onHandOver();
        sent.push({ to, subject, headers, at: Date.now() });
        return answer(to, sent.filter((message) => message.to === to).length);
      }, settings),
  };
}
const finished = (id: Parameters<CampaignWorld['statusOf']>[0]) => vi.waitFor(async () => expect(await world.statusOf(id)).toBe('finished'), patience);
const watch = () => watchCampaigns({ slot: '' }, world.deps);

async function schedule(startsAt: Date): Promise<CampaignId> {
  const id = CampaignId.parse(`cmp_${world.deps.newClaimId()}`);
  await world.campaigns.insert(id, CreateCampaign.parse({ name: 'Test', template: 'test' }), { kind: 'system', id: 'test', name: 'Test' });
  await world.campaigns.transition(id, 'scheduled', { startsAt });
  return id;
}

describe('a launch', () => {
  it('reaches everybody once, and counts what the rows say', async () => {
    const provider = counting();
    world = await openCampaignWorld({ ...servers, accounts: [provider.account('one')] });
    await world.addUsers(600);
    world.startWorker();
    const id = await world.launch();
    await finished(id);
    expect(new Set(provider.sent.map(({ to }) => to)).size).toBe(600);
    expect(provider.sent).toHaveLength(600);
    expect(await world.countersOf(id)).toEqual({ sent: 600 });
    expect(await world.communicationLogs.countByStatus(id)).toEqual({ sent: 600 });
    expect(provider.sent[0]).toMatchObject({ subject: expect.stringMatching(/^Hello User \d+$/), headers: { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } });
    expect(world.failures).toEqual([]);
  });

  it('tells dashboards of it, without a message for each recipient', async () => {
    world = await openCampaignWorld({ ...servers, accounts: [counting().account('one')] });
    await world.addUsers(500);
    world.startWorker();
    const id = await world.launch();
    await finished(id);
    await vi.waitFor(() => expect(world.told.at(-1)).toMatchObject({ type: 'campaign.changed', stats: { status: 'finished', settled: 500, pending: 0, counts: { sent: 500 } } }), patience);
    expect(world.told.length).toBeLessThan(60);
  });

  it('waits for nobody’s clock when a clock that was an hour ahead wrote down whom it is for', async () => {
    let aheadMs = 3_600_000;
    world = await openCampaignWorld({ ...servers, accounts: [counting().account('one')], clock: { now: () => new Date(Date.now() + aheadMs) } });
    await world.addUsers(20);
    const id = await world.launch();
    await launchCampaign({ campaignId: id }, world.deps);
    aheadMs = 0;
    world.startWorker();
    await finished(id);
    expect(await world.countersOf(id)).toEqual({ sent: 20 });
  });

  it('goes on at once when a clock that was an hour ahead put its lanes to sleep', async () => {
    world = await openCampaignWorld({ ...servers, accounts: [counting().account('one')] });
    await world.addUsers(20);
    const id = await world.launch();
    await world.queue.enqueueBulk(campaignDeliverChunk, [0, 1, 2, 3].map((lane) => ({ payload: { campaignId: id, lane }, delayMs: 3_600_000 })));
    await launchCampaign({ campaignId: id }, world.deps);
    world.startWorker();
    await watch();
    await finished(id);
    expect(await world.countersOf(id)).toEqual({ sent: 20 });
  });

  it('asks at once what became of those that a clock an hour ahead has sent', async () => {
    let aheadMs = 3_600_000;
    const account = counting().account('one', { channel: 'vendor' });
    const ask = async () => ({ kind: 'found', status: 'sent', providerMessageId: 'p1', reason: null }) as const;
    world = await openCampaignWorld({ ...servers, accounts: [{ ...account, channel: { ...account.channel, ask } }], clock: { now: () => new Date(Date.now() + aheadMs) } });
    await world.addUsers(4);
    world.startWorker();
    const id = await world.launch({ channel: 'vendor' });
    await vi.waitFor(async () => expect(await world.countersOf(id)).toEqual({ sent: 4 }), patience);
    aheadMs = 0;
    await askForCampaignReceipts({ slot: '' }, world.deps);
    await watch();
    await finished(id);
    expect(await world.countersOf(id)).toEqual({ delivered: 4 });
  });

  it('leaves out who unsubscribed after it, before the message left', async () => {
    const provider = counting();
    world = await openCampaignWorld({ ...servers, accounts: [provider.account('one')] });
    await world.addUsers(20);
    const id = await world.launch();
    await launchCampaign({ campaignId: id }, world.deps);
    await world.users.recordConsent('u00007', { category: 'campaigns', wanted: false, at: new Date(), source: 'test' });
    world.startWorker();
    await finished(id);
    expect(provider.timesOf('u00007@example.com')).toBe(0);
    expect(await world.countersOf(id)).toEqual({ sent: 19, skipped: 1 });
  });

  it('writes down who is left out, and why, to be found by address', async () => {
    world = await openCampaignWorld({ ...servers, accounts: [counting().account('one')] });
    await world.addUsers(5);
    await world.users.recordConsent('u00001', { category: 'campaigns', wanted: false, at: new Date(), source: 'test' });
    await world.suppressions.suppress([{ address: 'u00002@example.com', reason: 'manual', source: 'test' }]);
    world.startWorker();
    const id = await world.launch();
    await finished(id);
    expect(await world.countersOf(id)).toEqual({ sent: 3, skipped: 1, suppressed: 1 });
    expect((await world.campaigns.find(id))?.campaign.audience).toEqual({ included: 3, complete: true, excluded: expect.arrayContaining([{ reason: 'unsubscribed', count: 1 }, { reason: 'suppressed', count: 1 }]) });
    const { items } = await world.communicationLogs.list(id, { search: 'u00002@example.com' }, { limit: 10 });
    expect(items).toEqual([expect.objectContaining({ userId: 'u00002', name: 'User 2', status: 'suppressed', reason: 'The address is on the suppression list' })]);
    const found = async (search: string) => (await world.communicationLogs.list(id, { search }, { limit: 10 })).items.map(({ userId }) => userId);
    expect(await found('U0000')).toEqual(['u00000', 'u00001', 'u00002', 'u00003', 'u00004']);
    expect(await found('u00003')).toEqual(['u00003']);
    expect(await found('nobody@example.com')).toEqual([]);
  });
});

describe('a recipient whose attempt failed', () => {
  it('is tried alone, three times at most, and then failed with the reason', async () => {
    const provider = counting((to, nth) => (to.startsWith('u00001') ? busy : to.startsWith('u00002') && nth < 3 ? busy : to.startsWith('u00003') ? refused : accepted));
    world = await openCampaignWorld({ ...servers, accounts: [provider.account('one')] });
    await world.addUsers(10);
    world.startWorker();
    const id = await world.launch();
    await finished(id);
    expect(await world.countersOf(id)).toEqual({ sent: 8, failed: 2 });
    expect([1, 2, 3, 4].map((user) => provider.timesOf(`u0000${user}@example.com`))).toEqual([3, 3, 1, 1]);
    const { items } = await world.communicationLogs.list(id, { status: ['failed'] }, { limit: 10 });
    expect(items.map(({ to, reason, attemptCount }) => ({ to, reason, attemptCount }))).toEqual([
      { to: 'u00001@example.com', reason: 'The provider is busy', attemptCount: 3 },
      { to: 'u00003@example.com', reason: 'Nobody lives there', attemptCount: 1 },
    ]);
  });

  it('by what its provider says at the moment in which the campaign finishes, is tried again all the same', async () => {
    const provider = counting();
    world = await openCampaignWorld({ ...servers, accounts: [provider.account('one')] });
    await world.addUsers(2);
    world.startWorker();
    const id = await world.launch();
    await finished(id);
    const { items: [first] } = await world.communicationLogs.list(id, {}, { limit: 1 });
    // As it comes to be when the rows were asked before the receipt, and the campaign ends after it.
    await world.campaigns.transition(id, 'reopened');
    await world.communicationLogs.applyReceipts([{ provider: 'one', providerMessageId: 'p1', reference: `${first?.id}.1`, type: 'failed', at: new Date(), reason: 'Switched off' }]);
    await world.campaigns.finish(id);
    expect([await world.statusOf(id), await world.countersOf(id)]).toEqual(['finished', { sent: 1, retrying: 1 }]);
    await watch();
    await finished(id);
    expect(await world.countersOf(id)).toEqual({ sent: 2 });
    expect(provider.timesOf(first?.to ?? '')).toBe(2);
  });

  it('gets another round when an operator asks, and nobody else does', async () => {
    let isDown = true;
    const provider = counting((to) => (isDown && to < 'u00004' ? refused : accepted));
    world = await openCampaignWorld({ ...servers, accounts: [provider.account('one')] });
    await world.addUsers(10);
    world.startWorker();
    const id = await world.launch();
    await finished(id);
    isDown = false;
    await world.campaigns.requestRetry(id, { statuses: ['failed'], before: new Date(), by: { kind: 'system', id: 'test', name: 'Test' } });
    await watch();
    await finished(id);
    expect(await world.countersOf(id)).toEqual({ sent: 10 });
    expect([0, 9].map((user) => provider.timesOf(`u0000${user}@example.com`))).toEqual([2, 1]);
  });
});

describe('a campaign under way', () => {
  it('paused, hands nothing over later than a second after; resumed, reaches exactly the remainder', async () => {
    const provider = counting(async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return accepted;
    });
    world = await openCampaignWorld({ ...servers, accounts: [provider.account('one', { maxConcurrent: 10 })] });
    await world.addUsers(900);
    world.startWorker();
    const id = await world.launch();
    await vi.waitFor(() => expect(provider.sent.length).toBeGreaterThan(100), patience);
    await world.campaigns.transition(id, 'paused');
    const pausedAt = Date.now();
    // A lane that had looked before may still claim some, to give them back: nobody is between two states when that is over.
    await vi.waitFor(async () => expect(await world.countersOf(id)).toEqual({ sent: provider.sent.length, queued: 900 - provider.sent.length }), patience);
    expect(Math.max(...provider.sent.map(({ at }) => at)) - pausedAt).toBeLessThan(1_000);

    await world.campaigns.transition(id, 'resumed');
    await enqueueLanes(world.queue, id, 4);
    await finished(id);
    expect(provider.sent).toHaveLength(900);
    expect(new Set(provider.sent.map(({ to }) => to)).size).toBe(900);
  });

  it('cancelled, cancels whoever has not been reached, and says how many those are', async () => {
    const provider = counting(async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return accepted;
    });
    world = await openCampaignWorld({ ...servers, accounts: [provider.account('one', { maxConcurrent: 10 })] });
    await world.addUsers(800);
    world.startWorker();
    const id = await world.launch();
    await vi.waitFor(() => expect(provider.sent.length).toBeGreaterThan(50), patience);
    await world.campaigns.transition(id, 'cancelled');
    const fates = await countFates(world.deps, id);
    await vi.waitFor(async () => {
      await watch();
      const counts = await world.countersOf(id);
      expect(Object.keys(counts).toSorted()).toEqual(['cancelled', 'sent']);
      expect(counts).toEqual({ sent: provider.sent.length, cancelled: 800 - provider.sent.length });
    }, patience);
    expect(fates).toEqual({ left: provider.sent.length, withheld: 800 - provider.sent.length });
  });

  it('cancelled while a page of it was being written down, cancels that page too, however many were cancelled before', async () => {
    let now = Date.now();
    world = await openCampaignWorld({ ...servers, accounts: [counting().account('one')], clock: { now: () => new Date(now) } });
    await world.addUsers(3);
    const before = await world.launch();
    await world.campaigns.transition(before, 'cancelled');
    await world.copyCampaign(before, 199);
    now += 1_000;
    const id = await world.launch();
    await world.campaigns.transition(id, 'cancelled');
    await world.communicationLogs.insertRecipients(id, [{ id: world.deps.ids.communicationLog(), userId: 'u00001', name: 'Ada', to: 'ada@example.com', lane: 0, leftOut: null }], 3);
    world.startWorker();
    await watch();
    await vi.waitFor(async () => expect(await world.countersOf(id)).toEqual({ cancelled: 1 }), patience);
    const lookedAfter = async () => (await world.campaigns.findOpenInStatus('cancelled', { after: '', limit: 300 })).length;
    expect(await lookedAfter()).toBe(201);
    now += 600_000;
    await watch();
    expect(await lookedAfter()).toBe(0);
  });

  it('cancelled, stays looked after while somebody holds a claim', async () => {
    let now = Date.now();
    world = await openCampaignWorld({ ...servers, accounts: [counting().account('one')], clock: { now: () => new Date(now) } });
    await world.addUsers(4);
    const id = await world.launch();
    await launchCampaign({ campaignId: id }, world.deps);
    await world.communicationLogs.claim(await world.communicationLogs.findWaiting(id, 0, 10), { owner: 'dead/1', leaseUntil: new Date(now + 3_600_000), provider: 'one' });
    await world.campaigns.transition(id, 'cancelled');
    world.startWorker();
    now += 1_200_000;
    await vi.waitFor(async () => {
      await watch();
      expect(await world.countersOf(id)).toEqual({ sending: 1, cancelled: 3 });
    }, patience);
    now += 3_600_000;
    await vi.waitFor(async () => {
      await watch();
      expect(await world.countersOf(id)).toEqual({ cancelled: 4 });
    }, patience);
  });

  it('goes on after Redis has lost everything', async () => {
    const provider = counting(async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return accepted;
    });
    world = await openCampaignWorld({ ...servers, accounts: [provider.account('one', { maxConcurrent: 10 })] });
    await world.addUsers(500);
    world.startWorker();
    const id = await world.launch();
    await vi.waitFor(() => expect(provider.sent.length).toBeGreaterThan(50), patience);
    const keys = await world.commands.keys(`${world.prefix}*`);
    await world.commands.del(...keys);
    await vi.waitFor(async () => {
      await watch();
      expect(await world.statusOf(id)).toBe('finished');
    }, { timeout: 20_000, interval: 1_000 });
    expect(provider.sent).toHaveLength(500);
  });

  it('is taken over by the second provider when the first is left alone', async () => {
    const first = counting(() => ({ kind: 'temporary', code: 500, text: 'no', reason: 'It is down', retryAfterMs: null }));
    const second = counting();
    world = await openCampaignWorld({ ...servers, accounts: [first.account('first', { maxConcurrent: 2 }), second.account('second')] });
    await world.addUsers(300);
    world.startWorker();
    const id = await world.launch({ providers: ['first', 'second'] });
    await finished(id);
    expect(await world.countersOf(id)).toEqual({ sent: 300 });
    expect(first.sent.length).toBeLessThan(30);
    expect(second.sent).toHaveLength(300);
  });

  it('is held back by the rate of its own provider, and no other campaign is', async () => {
    const slow = counting();
    const fast = counting();
    world = await openCampaignWorld({ ...servers, accounts: [slow.account('slow', { ratePerSecond: 10 }), fast.account('fast')] });
    await world.addUsers(400);
    world.startWorker();
    const held = await world.launch({ providers: ['slow'] });
    const free = await world.launch({ providers: ['fast'] });
    await finished(free);
    expect(fast.sent).toHaveLength(400);
    expect(slow.sent.length).toBeLessThan(200);
    expect(await world.statusOf(held)).toBe('running');
  });
});

/** So many have to be there before any of them goes on. */
function meetingOf(count: number) {
  let waiting: (() => void)[] = [];
  return () =>
    new Promise<void>((resolve) => {
      waiting.push(resolve);
      if (waiting.length < count) return;
      for (const goOn of waiting) goOn();
      waiting = [];
    });
}

describe('a scheduled campaign', () => {
  it('starts at its time, however many others wait for an operator', async () => {
    let now = Date.now();
    world = await openCampaignWorld({ ...servers, accounts: [counting().account('one')], clock: { now: () => new Date(now) } });
    const missed = await schedule(new Date(now));
    now += 3_600_000;
    await watch();
    expect((await world.campaigns.find(missed))?.campaign).toMatchObject({ status: 'scheduled', needsDecision: true });
    await world.copyCampaign(missed, 199);
    const id = await schedule(new Date(now));
    await watch();
    expect(await world.statusOf(id)).toBe('running');
  });
});

describe('beside campaigns whose provider is slow', () => {
  it('a campaign has all of its places at once: they take none of them', async () => {
    const released = new AbortController();
    const hanging = counting(() => new Promise((resolve) => released.signal.addEventListener('abort', () => resolve(accepted))));
    const meet = meetingOf(4);
    const free = counting(async () => {
      await meet();
      return accepted;
    });
    world = await openCampaignWorld({ ...servers, accounts: [hanging.account('hanging'), free.account('free')] });
    await world.addUsers(40);
    // Chunks of one: four messages are on their way together only when all four lanes are at work.
    world.startWorker({ chunkSizes: { of: () => 1, learn: () => undefined } });
    const held = await Promise.all(Array.from({ length: 3 }, () => world.launch({ providers: ['hanging'] })));
    await vi.waitFor(() => expect(hanging.sent).toHaveLength(4), patience);
    const id = await world.launch({ providers: ['free'] });
    await finished(id);
    expect(free.sent).toHaveLength(40);
    expect(hanging.sent).toHaveLength(4);
    expect(await Promise.all(held.map((other) => world.statusOf(other)))).toEqual(['running', 'running', 'running']);
    await Promise.all(held.map((other) => world.campaigns.transition(other, 'cancelled')));
    released.abort();
  });
});

describe('after a crash of the worker that held the claims', () => {
  it('a provider that can tell is asked what became of what it may have had', async () => {
    const provider = counting();
    const account = provider.account('one');
    const ask = async () => ({ kind: 'found', status: 'sent', providerMessageId: 'p9', reason: null }) as const;
    world = await openCampaignWorld({ ...servers, accounts: [{ ...account, channel: { ...account.channel, ask } }] });
    await world.addUsers(4);
    const id = await world.launch();
    await launchCampaign({ campaignId: id }, world.deps);
    const lease = { owner: 'dead/1', leaseUntil: new Date(Date.now() + 60_000) };
    const claimed = await world.communicationLogs.claim(await world.communicationLogs.findWaiting(id, 0, 10), { ...lease, provider: 'one' });
    await world.communicationLogs.markHandedOver(claimed, { ...lease, leaseUntil: new Date(Date.now() - 1) });
    world.startWorker();
    await vi.waitFor(async () => {
      await watch();
      await askForCampaignReceipts({ slot: '' }, world.deps);
      expect(await world.statusOf(id)).toBe('finished');
    }, patience);
    expect(await world.countersOf(id)).toEqual({ delivered: 1, sent: 3 });
    expect(provider.sent).toHaveLength(3);
  });

  it('what had not been handed over is sent, and what had been is unknown', async () => {
    const provider = counting();
    world = await openCampaignWorld({ ...servers, accounts: [provider.account('one')] });
    await world.addUsers(8);
    const id = await world.launch();
    await launchCampaign({ campaignId: id }, world.deps);
    const held = await world.communicationLogs.findWaiting(id, 0, 10);
    const claimed = await world.communicationLogs.claim(held, { owner: 'dead/1', leaseUntil: new Date(Date.now() + 60_000), provider: 'one' });
    await world.communicationLogs.markHandedOver(claimed.slice(0, 1), { owner: 'dead/1', leaseUntil: new Date(Date.now() - 1) });
    await world.communicationLogs.claim(await world.communicationLogs.findWaiting(id, 1, 10), { owner: 'dead/1', leaseUntil: new Date(Date.now() - 1), provider: 'one' });
    await watch();
    await askForCampaignReceipts({ slot: '' }, world.deps);
    expect(await world.countersOf(id)).toEqual({ queued: 6, sending: 1, unknown: 1 });
    expect(await world.communicationLogs.release(claimed, 'dead/1')).toBe(1);
    world.startWorker();
    await finished(id);
    expect(await world.countersOf(id)).toEqual({ sent: 7, unknown: 1 });
    expect(provider.timesOf(claimed[0]?.to ?? '')).toBe(0);
    expect(new Set(provider.sent.map(({ to }) => to)).size).toBe(7);
  });

  it('a worker that was only slow finds its claim gone, and sends nothing', async () => {
    world = await openCampaignWorld({ ...servers, accounts: [counting().account('one')] });
    await world.addUsers(4);
    const id = await world.launch();
    await launchCampaign({ campaignId: id }, world.deps);
    const lease = { owner: 'slow/1', leaseUntil: new Date(Date.now() - 1), provider: 'one' };
    const claimed = await world.communicationLogs.claim(await world.communicationLogs.findWaiting(id, 0, 10), lease);
    expect(claimed).toHaveLength(1);
    await watch();
    expect([...(await world.communicationLogs.markHandedOver(claimed, { owner: 'slow/1', leaseUntil: new Date(Date.now() + 1_000) }))]).toEqual([]);
  });

  it('a worker that was only slow says nothing about the same attempt of another one', async () => {
    world = await openCampaignWorld({ ...servers, accounts: [counting().account('one')] });
    await world.addUsers(1);
    const id = await world.launch();
    await launchCampaign({ campaignId: id }, world.deps);
    const waiting = () => world.communicationLogs.findWaiting(id, 0, 10);
    const [slow] = await world.communicationLogs.claim(await waiting(), { owner: 'slow/1', leaseUntil: new Date(Date.now() - 1), provider: 'one' });
    await watch();
    const other = { owner: 'other/1', leaseUntil: new Date(Date.now() + 60_000) };
    await world.communicationLogs.markHandedOver(await world.communicationLogs.claim(await waiting(), { ...other, provider: 'one' }), other);
    const result = { id: slow?._id ?? '', attempt: 1, code: null, text: null, reason: null, providerMessageId: null, dueAt: null, receiptDueAt: null };
    await world.communicationLogs.record(id, [{ ...result, event: 'postponed', outcome: 'temporary', dueAt: new Date() }], 'slow/1');
    expect(await world.countersOf(id)).toEqual({ sending: 1 });
    await world.communicationLogs.record(id, [{ ...result, event: 'accepted', outcome: 'accepted' }], 'other/1');
    expect(await world.countersOf(id)).toEqual({ sent: 1 });
  });
});
