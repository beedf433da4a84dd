import { randomBytes, randomUUID } from 'node:crypto';
import { CommunicationLogId, createUlidSource, type CampaignId, type StatusCounts } from '@carillon/domain';
import { launchCampaign, verifyCampaignCounters } from '@carillon/jobs/handlers';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { openCampaignWorld, providerNamed, type CampaignWorld } from './testing/open-campaign-world.ts';

const servers = { redisUrl: inject('redisUrl'), mongodbUri: inject('mongodbUri') };
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

let world: CampaignWorld;
let id: CampaignId;
beforeEach(async () => {
  world = await openCampaignWorld({ ...servers, accounts: [providerNamed('one', async () => ({ kind: 'accepted', code: 202, text: 'ok', providerMessageId: 'p1' }))] });
  id = await world.launch();
});
afterEach(() => world.close());

const rows = () => world.connection.collection('communicationlogs');
const counters = () => world.connection.collection<{ _id: string; parts: Record<string, object> }>('campaigncounters');

/** What counters move by that belong to recipients of this second. */
async function ofSecond(second: number, changes: StatusCounts): Promise<ReadonlyMap<string, StatusCounts>> {
  const parts = Object.keys((await counters().findOne({ _id: id }))?.parts ?? {});
  return new Map([[parts.toSorted()[second] ?? '', changes]]);
}

/** As if nothing of a campaign had ever been counted. */
const forgetCounted = () => counters().updateOne({ _id: id }, { $set: { counts: {}, parts: {} } });
/** As a version left it that knew of no parts. */
const forgetParts = () => counters().updateOne({ _id: id }, { $unset: { parts: 1, inParts: 1 } });

/** Writes down recipients in the second after so many others. */
async function writeDown(count: number, second: number): Promise<void> {
  const ulid = createUlidSource({ clock: { now: () => new Date(Date.UTC(2026, 10, 22, 8, 0, 2 * second)) }, randomBytes });
  const recipients = Array.from({ length: count }, () => ({ id: CommunicationLogId.parse(`com_${ulid()}`), userId: randomUUID(), name: 'Ada', to: `${randomUUID()}@example.com`, lane: second, leftOut: null }));
  await world.communicationLogs.insertRecipients(id, recipients, 3);
}

/** Claims those of a second, as a process leaves them that dies before it has counted that. */
const claimUncounted = (second: number) => rows().updateMany({ campaignId: id, lane: second }, { $set: { status: 'sending' } });

const inAMinute = () => new Date(Date.now() + MINUTE_MS);
const audit = (now: Date, { wait = async (_ms: number): Promise<unknown> => undefined, recipientDays = 30 } = {}) => verifyCampaignCounters({ ...world, clock: { now: () => now }, wait, recipientDays });

describe('the auditor', () => {
  it('finds counters that differ from the rows, and mends them once the campaign rests', async () => {
    await writeDown(5, 0);
    await claimUncounted(0);
    expect(await world.countersOf(id)).toEqual({ queued: 5 });
    expect(await audit(new Date())).toBe(0);
    expect(await audit(inAMinute())).toBe(1);
    expect(await world.countersOf(id)).toEqual({ sending: 5 });
    expect(await audit(inAMinute())).toBe(0);
  });

  it('mends a part that rests while others are sent to', async () => {
    await writeDown(5, 0);
    await writeDown(3, 1);
    await claimUncounted(0);
    const now = inAMinute();
    const moved = await ofSecond(1, { queued: -1, sending: 1 });
    await world.campaignCounters.move(id, moved);
    await counters().updateOne({ _id: id }, { $set: Object.fromEntries(['', ...[...moved.keys()].map((part) => `parts.${part}.`)].map((path) => [`${path}changedAt`, now])) });
    expect(await audit(now)).toBe(1);
    expect(await world.countersOf(id)).toEqual({ queued: 2, sending: 6 });
  });

  it('finds what was lost long after a part was last counted, once the campaign rests', async () => {
    await writeDown(5, 0);
    await writeDown(3, 1);
    const [part = ''] = (await ofSecond(0, {})).keys();
    await counters().updateOne({ _id: id }, { $set: { [`parts.${part}.verifiedAt`]: new Date(Date.now() + 10 * MINUTE_MS) } });
    await claimUncounted(0);
    expect(await audit(inAMinute())).toBe(1);
    expect(await world.countersOf(id)).toEqual({ queued: 3, sending: 5 });
    await claimUncounted(1);
    expect(await audit(inAMinute())).toBe(1);
    expect(await world.countersOf(id)).toEqual({ sending: 8 });
    expect(await counters().findOne({ _id: id })).toMatchObject({ inParts: true });
  });

  it('adds nothing that was only on its way', async () => {
    await writeDown(5, 0);
    await claimUncounted(0);
    const countedAfterAll = async () => world.campaignCounters.move(id, await ofSecond(0, { queued: -5, sending: 5 }));
    expect(await audit(inAMinute(), { wait: countedAfterAll })).toBe(0);
    expect(await world.countersOf(id)).toEqual({ sending: 5 });
  });

  it('mends a campaign of an older version, whose parts nobody knows, as a whole', async () => {
    await writeDown(5, 0);
    const moved = await ofSecond(0, { queued: -2, sending: 2 });
    await forgetParts();
    await claimUncounted(0);
    await world.campaignCounters.move(id, moved);
    expect(await audit(inAMinute())).toBe(1);
    expect(await world.countersOf(id)).toEqual({ sending: 5 });
  });

  it('does not take for lost what a process of an older version has counted without parts', async () => {
    await writeDown(5, 0);
    await claimUncounted(0);
    await counters().updateOne({ _id: id }, { $inc: { 'counts.queued': -5, 'counts.sending': 5, 'revision': 1 } });
    expect(await audit(inAMinute())).toBe(0);
    expect(await world.countersOf(id)).toEqual({ sending: 5 });
  });

  it('finds a part that was never counted, and mends no part after that', async () => {
    await writeDown(5, 0);
    await forgetCounted();
    expect(await world.countersOf(id)).toEqual({});
    expect(await audit(inAMinute())).toBe(1);
    expect(await audit(new Date(Date.now() + 2 * MINUTE_MS))).toBe(0);
    expect(await world.countersOf(id)).toEqual({ queued: 5 });
  });

  it('leaves the counters as they are when rows may have been removed', async () => {
    await writeDown(5, 0);
    await rows().deleteMany({ campaignId: id });
    expect(await audit(new Date(Date.now() + 2 * DAY_MS), { recipientDays: 2 })).toBe(0);
    expect(await world.countersOf(id)).toEqual({ queued: 5 });
  });

  it('tells no number below zero, whatever was lost', async () => {
    await writeDown(5, 0);
    await world.campaignCounters.move(id, await ofSecond(0, { queued: -5, sending: 5 }));
    await world.campaignCounters.move(id, await ofSecond(0, { sending: -6, sent: 6 }));
    expect(await world.countersOf(id)).toEqual({ sent: 6 });
  });
});

it('an audience of which a page was written down and not counted is counted before anybody is sent to', async () => {
  await world.addUsers(5);
  const insertRecipients: typeof world.communicationLogs.insertRecipients = async (...page) => {
    await world.communicationLogs.insertRecipients(...page);
    throw new Error('killed');
  };
  await expect(launchCampaign({ campaignId: id }, { ...world.deps, communicationLogs: { ...world.communicationLogs, insertRecipients } })).rejects.toThrow('killed');
  await forgetCounted();
  await launchCampaign({ campaignId: id }, world.deps);
  expect(await world.countersOf(id)).toEqual({ queued: 5 });
});
