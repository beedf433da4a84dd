import { randomUUID } from 'node:crypto';
import { connectDatabase, createTrackingEventRepository, createUserRepository, openCampaignRepositories, trackingCounterModel, trackingEventModel, userModel, type Database, type TrackingEventRepository } from '@carillon/db';
import { CampaignId, CreateCampaign, createLinkTokens, systemClock, UserId } from '@carillon/domain';
import { createLinkSigner } from '@carillon/templates';
import request from 'supertest';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { startTestApi, type TestApi } from '../testing/start-test-api.ts';

const key = new Uint8Array(32).fill(9);
const tokens = createLinkTokens(createLinkSigner([key]));
const campaignId = CampaignId.parse(`cmp_${'A'.repeat(26)}`);
const target = 'https://shop.test/offer?a=1&b=%C3%BC#top';
const log = (logId: string) => ({ logId, campaignId, userId: 'u-1', issuedAt: new Date('2026-01-01T00:00:00Z') });
const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148';

let api: TestApi;
let database: Database;
let events: TrackingEventRepository;
let users: ReturnType<typeof userModel>;
beforeAll(async () => {
  const uri = new URL(inject('mongodbUri'));
  uri.pathname = `/tracking-${randomUUID()}`;
  api = await startTestApi({ MONGODB_URI: uri.href }, { links: { publicUrl: 'http://localhost:4000', keys: [key] } });
  database = await connectDatabase({ uri: uri.href });
  events = createTrackingEventRepository({ events: trackingEventModel(database.connection, 30), counters: trackingCounterModel(database.connection), clock: systemClock });
  users = userModel(database.connection);
  await createUserRepository({ model: users }).insert([{ id: UserId.parse('u-1'), name: 'Ada', email: 'ada@example.com', timeZone: 'UTC', locale: 'en', unsubscribedFrom: [], lastActiveAt: null, lastLoginAt: null, createdAt: new Date() }]);
});
afterAll(async () => {
  await api.stop();
  await database.connection.dropDatabase();
  await database.close();
});

it('leads to the signed target, and notes who came by', async () => {
  const response = await request(api.url).get(`/t/c/${tokens.click(log('com_1'), 2, target)}`).set('user-agent', phone).redirects(0);
  expect([response.status, response.headers['location']]).toEqual([302, target]);
  await expect.poll(() => events.listOfLog('com_1')).toMatchObject([
    { kind: 'click', link: null, count: 1 },
    { kind: 'click', link: 2, target, count: 1, firstByPersonAt: expect.any(String), signs: [] },
  ]);
  await expect.poll(() => users.findById('u-1').lean()).toMatchObject({ openedCampaigns: [campaignId], clickedCampaigns: [campaignId] });
});

it('answers the picture, as one that pages of others may show, and tells machines apart', async () => {
  const response = await request(api.url).get(`/t/o/${tokens.open(log('com_2'))}`).set('user-agent', 'Mozilla/5.0');
  expect([response.status, response.headers['content-type'], response.headers['cross-origin-resource-policy']]).toEqual([200, 'image/gif', 'cross-origin']);
  expect(response.body.subarray(0, 6).toString()).toBe('GIF89a');
  await expect.poll(() => events.listOfLog('com_2')).toMatchObject([{ kind: 'open', count: 1, firstByPersonAt: null, signs: ['apple-privacy'] }]);
});

it('tells operators the numbers of a campaign, and nothing of one that does not exist', async () => {
  const retry = { maxAttempts: 3, baseDelayMs: 1, maxDelayMs: 1, jitter: 0 };
  const { campaigns } = openCampaignRepositories(database.connection, { retentionDays: 30, clock: systemClock, retry, random: () => 0, onChange: () => undefined });
  await campaigns.insert(campaignId, CreateCampaign.parse({ name: 'Sale', template: 'sale', tracking: true }), { kind: 'system', id: 's', name: 's' });
  const viewer = await api.tokenFor('viewer');
  const ask = (id: string) => request(api.url).get(`/api/v1/campaigns/${id}/tracking`).auth(viewer, { type: 'bearer' });
  expect((await ask(campaignId)).body).toEqual({ campaignId, opened: { messages: 1, byPeople: 0 }, clicked: { messages: 1, byPeople: 1 }, links: [{ link: 2, target, messages: 1, byPeople: 1 }], moreLinks: false });
  expect((await ask(`cmp_${'B'.repeat(26)}`)).status).toBe(404);
});

it.each([
  ['signed by somebody else', () => `/t/c/${createLinkTokens(createLinkSigner([new Uint8Array(32)])).click(log('com_3'), 1, 'https://evil.test/')}`],
  ['whose target was exchanged', () => `/t/c/${tokens.click(log('com_3'), 1, 'https://good.test/').replace(/\.[^.]+\./, `.${btoa(JSON.stringify(['com_3', campaignId, 'u-1', 0, 1, 'https://evil.test/'])).replaceAll('=', '')}.`)}`],
  ['with a target beside the token', () => '/t/c/nothing?url=https://evil.test/'],
  ['of a picture, used as a link', () => `/t/c/${tokens.open(log('com_3'))}`],
  ['that leads to a script, even signed', () => `/t/c/${tokens.click(log('com_3'), 1, 'javascript:alert(1)')}`],
])('a link leads nowhere: %s', async (_title, path) => {
  const response = await request(api.url).get(path()).set({ 'user-agent': phone, 'accept': 'text/html' }).redirects(0);
  expect([response.status, response.headers['location']]).toEqual([404, undefined]);
  expect(await events.listOfLog('com_3')).toEqual([]);
});
