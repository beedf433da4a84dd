import { randomUUID } from 'node:crypto';
import { CampaignId, createManualClock } from '@carillon/domain';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { connectDatabase, type Database } from '../connection.ts';
import { ensureIndexes } from '../ensure-indexes.ts';
import { trackingCounterModel } from '../tracking-counter/model.ts';
import { trackingEventModel } from './model.ts';
import { createTrackingEventRepository, type NewTrackedFetch, type TrackingEventRepository } from './repository.ts';

let database: Database;
let tracking: TrackingEventRepository;
let counters: ReturnType<typeof trackingCounterModel>;

beforeAll(async () => {
  const uri = new URL(inject('mongodbUri'));
  uri.pathname = `/tracking-${randomUUID()}`;
  database = await connectDatabase({ uri: uri.href });
  counters = trackingCounterModel(database.connection);
  tracking = createTrackingEventRepository({ events: trackingEventModel(database.connection, 30), counters, clock });
  await ensureIndexes(database.connection);
});

afterAll(async () => {
  await database.connection.dropDatabase();
  await database.close();
});

const campaign = (letter: string) => CampaignId.parse(`cmp_${letter.repeat(26)}`);
const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 8, minute));
const clock = createManualClock(at(0));
const opened = (changes: Partial<NewTrackedFetch>): NewTrackedFetch => ({
  logId: 'com_1', campaignId: campaign('A'), userId: 'u-1', kind: 'open', link: null, target: null, at: at(0), machine: false, sign: null, ...changes,
});

it('keeps one event however often and in whatever order it happens, and counts its message once', async () => {
  expect(await tracking.note(opened({ at: at(5), machine: true, sign: 'apple-privacy' }))).toEqual({ first: true, firstByPerson: false });
  expect(await tracking.note(opened({ at: at(1) }))).toEqual({ first: false, firstByPerson: true });
  expect(await tracking.note(opened({ at: at(9) }))).toEqual({ first: false, firstByPerson: false });
  expect(await tracking.listOfLog('com_1')).toEqual([
    { kind: 'open', link: null, target: null, count: 3, firstAt: at(1).toISOString(), lastAt: at(9).toISOString(), firstByPersonAt: at(1).toISOString(), signs: ['apple-privacy'] },
  ]);
  expect(await tracking.readCampaign(campaign('A'))).toMatchObject({ opened: { messages: 1, byPeople: 1 }, clicked: { messages: 0, byPeople: 0 } });
});

it('counts the first of many at once as one', async () => {
  const noted = await Promise.all(Array.from({ length: 8 }, () => tracking.note(opened({ logId: 'com_2', campaignId: campaign('B') }))));
  expect(noted.filter(({ first }) => first)).toHaveLength(1);
  expect(noted.filter(({ firstByPerson }) => firstByPerson)).toHaveLength(1);
  expect(await tracking.listOfLog('com_2')).toMatchObject([{ count: 8 }]);
});

it('tells links apart, and machines from people', async () => {
  const clicked = (logId: string, link: number | null, machine: boolean) => tracking.note(opened({ logId, campaignId: campaign('C'), kind: 'click', link, target: link === null ? null : `https://shop.test/${link}`, machine, sign: machine ? 'robot' : null }));
  await clicked('com_3', 1, true);
  await clicked('com_3', null, true);
  await clicked('com_4', 2, false);
  await clicked('com_4', null, false);
  expect(await tracking.readCampaign(campaign('C'))).toEqual({
    campaignId: campaign('C'),
    opened: { messages: 0, byPeople: 0 },
    clicked: { messages: 2, byPeople: 1 },
    links: [
      { link: 1, target: 'https://shop.test/1', messages: 1, byPeople: 0 },
      { link: 2, target: 'https://shop.test/2', messages: 1, byPeople: 1 },
    ],
    moreLinks: false,
  });
});

it('mends counters that a crash has left behind, once nothing happens any more', async () => {
  await tracking.note(opened({ logId: 'com_5', campaignId: campaign('D') }));
  await tracking.note(opened({ logId: 'com_5', campaignId: campaign('D'), kind: 'click', machine: true }));
  await counters.updateOne({ campaignId: campaign('D'), kind: 'open' }, { $inc: { messages: 7, byPeople: -1 } });
  await counters.deleteOne({ campaignId: campaign('D'), kind: 'click' });
  expect(await tracking.recount(campaign('D'), (lastAt) => lastAt <= at(-1))).toBe(false);
  expect(await tracking.recount(campaign('D'), (lastAt) => lastAt <= at(0))).toBe(true);
  expect(await tracking.recount(campaign('D'), (lastAt) => lastAt <= at(0))).toBe(false);
  expect(await tracking.readCampaign(campaign('D'))).toMatchObject({ opened: { messages: 1, byPeople: 1 }, clicked: { messages: 1, byPeople: 0 } });
});

it('recounts what rests while something else of the campaign moves', async () => {
  const campaignId = campaign('F');
  await tracking.note(opened({ logId: 'com_8', campaignId }));
  await tracking.note(opened({ logId: 'com_8', campaignId, kind: 'click', at: at(5) }));
  await counters.updateMany({ campaignId }, { $inc: { messages: 7 } });
  expect(await tracking.recount(campaignId, (lastAt) => lastAt <= at(0))).toBe(true);
  expect(await tracking.readCampaign(campaignId)).toMatchObject({ opened: { messages: 1, byPeople: 1 }, clicked: { messages: 8, byPeople: 1 } });
});

it('tells no number below zero, and none of people that is more than all', async () => {
  const campaignId = campaign('G');
  await tracking.note(opened({ logId: 'com_9', campaignId, machine: true, sign: 'robot' }));
  // Its process died before the message was counted; later a person opened it.
  await counters.updateOne({ campaignId }, { $inc: { messages: -1 } });
  await tracking.note(opened({ logId: 'com_9', campaignId }));
  expect(await tracking.readCampaign(campaignId)).toMatchObject({ opened: { messages: 1, byPeople: 1 } });
  await counters.updateOne({ campaignId }, { $inc: { messages: -1, byPeople: -2 } });
  expect(await tracking.readCampaign(campaignId)).toMatchObject({ opened: { messages: 0, byPeople: 0 } });
});

it('lists campaigns by when something of them was counted, last first and page by page, with when they were recounted', async () => {
  clock.advance(86_400_000);
  const since = clock.now();
  for (const letter of ['H', 'J', 'K']) {
    await tracking.note(opened({ logId: `com_${letter}`, campaignId: campaign(letter) }));
    clock.advance(1_000);
  }
  await tracking.recount(campaign('J'), () => true);
  const first = await tracking.listCountedSince(since, { limit: 2 });
  const second = await tracking.listCountedSince(since, { limit: 2, cursor: first.nextCursor ?? '' });
  expect([...first.items, ...second.items].map(({ campaignId }) => campaignId)).toEqual([campaign('K'), campaign('J'), campaign('H')]);
  expect(second.nextCursor).toBeNull();
  expect(first.items[1]).toEqual({ campaignId: campaign('J'), changedAt: new Date(since.getTime() + 1_000), verifiedAt: clock.now() });
  expect(await tracking.listCountedSince(clock.now(), { limit: 2 })).toEqual({ items: [], nextCursor: null });
});

it('counts and recounts a campaign of very many links, and tells those apart that most messages led to', async () => {
  const campaignId = campaign('E');
  await Promise.all(Array.from({ length: 205 }, (_, link) => tracking.note(opened({ logId: 'com_6', campaignId, kind: 'click', link, target: `https://shop.test/${link}` }))));
  await tracking.note(opened({ logId: 'com_7', campaignId, kind: 'click', link: 204, target: 'https://shop.test/204' }));
  await tracking.note(opened({ logId: 'com_6', campaignId, kind: 'click' }));
  await tracking.note(opened({ logId: 'com_6', campaignId }));
  const read = await tracking.readCampaign(campaignId);
  expect(read).toMatchObject({ opened: { messages: 1, byPeople: 1 }, clicked: { messages: 1, byPeople: 1 }, moreLinks: true });
  expect(read.links.map(({ link }) => link)).toEqual([...Array.from({ length: 199 }, (_, link) => link), 204]);
  expect(read.links.at(-1)).toEqual({ link: 204, target: 'https://shop.test/204', messages: 2, byPeople: 2 });
  expect(await tracking.recount(campaignId, (lastAt) => lastAt <= at(0))).toBe(false);
  expect(await tracking.readCampaign(campaignId)).toEqual(read);
});
