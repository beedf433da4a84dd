import { connectDatabase, createUserRepository, userModel, type Database } from '@carillon/db';
import { NotificationId, UserId } from '@carillon/domain';
import request, { type Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { z } from 'zod';
import { acme, sendReceipt } from '../testing/sign-receipt.ts';
import { startProxy } from '../testing/start-proxy.ts';
import { firstAdmin, startTestApi, withFirstAdmin, type TestApi } from '../testing/start-test-api.ts';

let proxy: Awaited<ReturnType<typeof startProxy>>;
let api: TestApi;
let database: Database;
let token: string;

/** Redis was there at the start, and went away. */
beforeAll(async () => {
  const redis = new URL(inject('redisUrl'));
  proxy = await startProxy({ host: redis.hostname, port: Number(redis.port) });
  api = await startTestApi({ REDIS_URL: `redis://127.0.0.1:${proxy.port}`, VENDORS: acme, ...withFirstAdmin });
  database = await connectDatabase({ uri: api.mongodbUri });
  token = await api.tokenFor('admin');
  await call('post', '/templates', { name: 'spring', subject: 'Hello', html: '<p>Hello</p>', layout: 'none' });
  const ada = { id: UserId.parse('ada'), name: 'Ada', email: 'ada@example.com', tags: [], attributes: {}, unsubscribedFrom: [], lastActiveAt: null, lastLoginAt: null, createdAt: new Date() };
  await createUserRepository({ model: userModel(database.connection) }).upsertMany([ada], { now: new Date(), source: 'test', newId: (identity) => UserId.parse(identity) });
  await untilRedisIs('there');
  proxy.cut();
  await untilRedisIs('away');
});
afterAll(async () => {
  await api.stop();
  await database.close();
  await proxy.close();
});

const call = (method: 'get' | 'post', path: string, body?: object) => request(api.url)[method](`/api/v1${path}`).auth(token, { type: 'bearer' }).send(body);
const untilRedisIs = (state: 'there' | 'away') => vi.waitFor(async () => expect((await request(api.url).get('/readyz')).body).toMatchObject({ ready: true, degraded: state === 'away' }), { timeout: 20_000 });
const message = { to: 'ada@example.com', subject: 'Hello', text: 'Hello' };

async function failedNotification(): Promise<string> {
  const { body } = await call('post', '/notifications', message);
  await database.connection.collection<{ _id: string }>('notificationlogs').updateOne({ _id: NotificationId.parse(body.id) }, { $set: { status: 'failed', reason: '550 gone' } });
  return body.id;
}

async function campaign(...verbs: string[]): Promise<string> {
  const { body } = await call('post', '/campaigns', { name: 'Spring', template: 'spring' });
  for (const verb of verbs) expect((await call('post', `/campaigns/${body.id}/${verb}`, {})).status).toBe(200);
  return body.id;
}

async function failedRecipient(): Promise<string> {
  const id = await campaign('launch');
  const now = new Date();
  const row = { userId: 'ada', name: 'Ada', to: 'ada@example.com', status: 'failed', lane: 0, createdAt: now, updatedAt: now, dueAt: now, attempts: [], attemptCount: 1, maxAttempts: 1, lease: null, receiptDueAt: null, timeline: [] };
  await database.connection.collection<{ _id: string }>('communicationlogs').insertOne({ _id: `com_${id.slice(4)}`, campaignId: id, ...row } as { _id: string });
  return id;
}

async function deadLetter(reason: string): Promise<string> {
  const letter = { queue: 'notification', jobName: 'notification.send', data: { requestId: null, payload: { notificationId: 'ntf_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q' } }, reason, attempts: 3, failedAt: new Date() };
  await database.connection.collection<{ _id: string }>('deadletters').insertOne({ _id: reason, ...letter });
  return reason;
}

describe('what only Redis knows, or takes, is refused while it is away, and nothing is changed', () => {
  it.each<[string, () => Promise<Response>]>([
    ['listQueues', () => call('get', '/queues')],
    ['pauseQueue', () => call('post', '/queues/user/pause')],
    ['resumeQueue', () => call('post', '/queues/user/resume')],
    ['listProviders', () => call('get', '/providers')],
    ['retryFailures', async () => call('post', '/failures/retry', { filter: { recipient: (await call('get', `/notifications/${await failedNotification()}`)).body.to } })],
    ['retryDeadLetters', async () => call('post', '/dead-letters/retry', { jobName: 'notification.send', reason: await deadLetter('gone') })],
  ])('%s', async (_operation, ask) => {
    const { status, body, headers } = await ask();
    expect([status, headers['content-type'], headers['retry-after']]).toEqual([503, 'application/problem+json; charset=utf-8', '5']);
    expect(body).toMatchObject({ code: 'dependency-unavailable', detail: 'Redis, which holds the queues, can not be reached right now. Nothing was changed.' });
  });

  it('and the jobs that were given up are still there', async () => {
    const reason = await deadLetter('kept');
    await call('post', '/dead-letters/retry', { jobName: 'notification.send', reason });
    expect((await call('get', '/dead-letters')).body.items).toContainEqual(expect.objectContaining({ reason, count: 1 }));
  });
});

describe('what MongoDB keeps is done while Redis is away, and its job follows', () => {
  it.each<[string, number, () => Promise<Response>]>([
    ['createNotification', 202, () => call('post', '/notifications', message)],
    ['sendTestEmail', 202, () => call('post', '/test-emails', { to: 'ada@example.com' })],
    ['retryNotification', 200, async () => call('post', `/notifications/${await failedNotification()}/retry`)],
    ['startRun', 202, () => call('post', '/schedules/user.inactive-user/run')],
    ['launchCampaign', 200, async () => call('post', `/campaigns/${await campaign()}/launch`, {})],
    ['pauseCampaign', 200, async () => call('post', `/campaigns/${await campaign('launch')}/pause`)],
    ['resumeCampaign', 200, async () => call('post', `/campaigns/${await campaign('launch', 'pause')}/resume`)],
    ['cancelCampaign', 200, async () => call('post', `/campaigns/${await campaign('launch')}/cancel`)],
    ['retryFailedRecipients', 200, async () => call('post', `/campaigns/${await failedRecipient()}/retry-failed`, {})],
    ['receiveReceipt', 202, () => sendReceipt(api.url, { eventId: 'evt-1', body: JSON.stringify({ type: 'message.sent', timestamp: '2026-03-29T01:00:00Z', data: { reference: 'com_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q.1', messageId: 'v-1' } }) })],
    ['signIn', 200, () => request(api.url).post('/api/v1/auth/sign-in').send(firstAdmin)],
    ['getReadiness', 200, () => request(api.url).get('/readyz')],
  ])('%s', async (_operation, expected, ask) => {
    const { status, body } = await ask();
    expect([status, body.code]).toEqual([expected, undefined]);
  });

  it('streamEvents, which says that what was missed is not known', async () => {
    const response = await fetch(`${api.url}/api/v1/events`, { headers: { 'authorization': `Bearer ${token}`, 'last-event-id': '1-1' } });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    await expect.poll(async () => (text += (await reader?.read())?.value ?? '')).toContain('event: reload');
    await reader?.cancel();
    expect(response.status).toBe(200);
  });
});

const Document = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), z.looseObject({ operationId: z.string() }))) });

it('no operation breaks by that, whatever it is: 500 is never the answer', async () => {
  const { paths } = Document.parse((await request(api.url).get('/api/v1/openapi.json')).body);
  const operations = Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, { operationId }]) => ({ operationId, method, path: path.replaceAll(/\{\w+\}/g, 'nothing') })));
  const answers = await Promise.all(
    // Signing out would end the session that the others come with; a stream of events has no end.
    operations.filter(({ operationId }) => !['signOut', 'streamEvents'].includes(operationId)).map(async ({ operationId, method, path }) => {
      const body = method === 'get' || method === 'delete' ? {} : { body: '{}' };
      const { status } = await fetch(api.url + path, { method: method.toUpperCase(), headers: { 'authorization': `Bearer ${token}`, 'content-type': 'application/json' }, ...body });
      return [operationId, status] as const;
    }),
  );
  expect(answers.length).toBeGreaterThan(90);
  expect(answers.filter(([, status]) => status === 500)).toEqual([]);
});
