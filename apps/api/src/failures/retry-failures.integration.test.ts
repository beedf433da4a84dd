import { randomUUID } from 'node:crypto';
import { connectDatabase, type Database } from '@carillon/db';
import { createRedisClient, waitUntilReady, type Redis } from '@carillon/queue';
import request from 'supertest';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { startTestApi, type TestApi } from '../testing/start-test-api.ts';

// No worker runs here: what is asked for stays in the queue.
let api: TestApi;
let database: Database;
let redis: Redis;
let token: string;
beforeAll(async () => {
  api = await startTestApi();
  database = await connectDatabase({ uri: api.mongodbUri });
  redis = createRedisClient({ url: inject('redisUrl'), role: 'command', onError: () => undefined });
  await waitUntilReady(redis, 5_000);
  token = await api.tokenFor('operator');
});
afterAll(async () => {
  await api.stop();
  await database.close();
  redis.disconnect();
});

const post = (path: string, body: object, key?: string) => request(api.url).post(`/api/v1${path}`).auth(token, { type: 'bearer' }).set(key === undefined ? {} : { 'idempotency-key': key }).send(body);
const retry = (recipient: string, key?: string, more: object = {}) => post('/failures/retry', { filter: { recipient }, ...more }, key);
const logs = () => database.connection.collection<{ _id: string }>('notificationlogs');

/** Two notifications to an address of their own, of which one failed and of one nobody knows. */
async function twoFailed(): Promise<string> {
  const to = `${randomUUID()}@example.com`;
  const statuses = ['failed', 'unknown'];
  const ids = await Promise.all(statuses.map(async () => String((await post('/notifications', { to, subject: 'Hello', text: 'Hello' })).body.id)));
  await Promise.all(ids.map((_id, index) => logs().updateOne({ _id }, { $set: { status: statuses[index], reason: '550 gone' } })));
  return to;
}

/** Up to when something must have failed to be meant by each job that was asked for. */
async function beforesOf(recipient: string): Promise<string[]> {
  const keys = await redis.keys(`${api.queuePrefix}:maintenance:notification.retry-failed*`);
  const jobs = await Promise.all(keys.map((key) => redis.hget(key, 'data')));
  return jobs.flatMap((data) => (data?.includes(recipient) === true ? [JSON.parse(data).payload.before as string] : []));
}

/** The jobs that were asked for, and how often that was written down. */
async function rounds(recipient: string) {
  const keys = await redis.keys(`${api.queuePrefix}:maintenance:notification.retry-failed*`);
  const jobs = await Promise.all(keys.map((key) => redis.hget(key, 'data')));
  const audit = await request(api.url).get('/api/v1/audit?subject=failed&limit=100').auth(await api.tokenFor('admin'), { type: 'bearer' });
  return {
    jobs: jobs.filter((data) => data?.includes(recipient)).length,
    entries: audit.body.items.filter(({ changes }: { changes: { filter: string } }) => changes.filter.includes(recipient)).length,
  };
}

it('the same Idempotency-Key gets the first answer, even when the job has run and nothing of it is in Redis', async () => {
  const to = await twoFailed();
  const first = await retry(to, `round-${to}`);
  expect([first.status, first.body, await rounds(to)]).toEqual([202, { count: 2, unknown: 1 }, { jobs: 1, entries: 1 }]);
  // What the job would have done, and one that failed since.
  await logs().updateMany({ to }, { $set: { status: 'sent' } });
  await logs().updateOne({ to }, { $set: { status: 'failed' } });
  await redis.del(await redis.keys(`${api.queuePrefix}:maintenance:*`));
  const second = await retry(to, `round-${to}`);
  expect([second.status, second.body, await rounds(to)]).toEqual([202, first.body, { jobs: 0, entries: 1 }]);
});

it('killed between its job and its answer, the repetition is the same round, and gets the answer of the first', async () => {
  const to = await twoFailed();
  const first = await retry(to, `round-${to}`);
  const [before] = await beforesOf(to);
  const keys = database.connection.collection<{ _id: string }>('idempotencykeys');
  await keys.updateOne({ _id: { $regex: to } }, { $set: { state: 'in-progress', lockedUntil: new Date(0) }, $unset: { answer: 1 } });
  // The job has run, and one has failed again since.
  await logs().updateMany({ to }, { $set: { status: 'sent' } });
  await redis.del(await redis.keys(`${api.queuePrefix}:maintenance:*`));
  const second = await retry(to, `round-${to}`);
  expect([second.status, second.body, await beforesOf(to)]).toEqual([202, first.body, [before]]);
  expect((await retry(to, `round-${to}`)).body).toEqual(first.body);
});

it('asked for twice at the same moment with one key, it is one round', async () => {
  const to = await twoFailed();
  const answers = await Promise.all([retry(to, `round-${to}`), retry(to, `round-${to}`)]);
  expect(answers.map(({ status }) => status).filter((status) => status !== 202 && status !== 409)).toEqual([]);
  expect(await rounds(to)).toEqual({ jobs: 1, entries: 1 });
});

it('a key stands for one request, and counting leaves it free', async () => {
  const [to, other] = [await twoFailed(), await twoFailed()];
  expect((await retry(to, `round-${to}`, { dryRun: true })).body).toEqual({ count: 2, unknown: 1 });
  expect((await retry(to, `round-${to}`)).status).toBe(202);
  expect((await retry(other, `round-${to}`)).body).toMatchObject({ status: 422, code: 'idempotency-mismatch' });
  expect((await retry(to, `round-${to}`, { dryRun: true })).body).toEqual({ count: 2, unknown: 1 });
});

it('a request that is refused gives its key back', async () => {
  const to = await twoFailed();
  await logs().updateMany({ to }, { $set: { status: 'sent' } });
  expect((await retry(to, `round-${to}`)).body).toMatchObject({ status: 409, code: 'conflict' });
  await logs().updateMany({ to }, { $set: { status: 'failed' } });
  expect((await retry(to, `round-${to}`)).body).toEqual({ count: 2, unknown: 0 });
});

it('without a key each request is a round of its own', async () => {
  const to = await twoFailed();
  await retry(to);
  await retry(to);
  expect(await rounds(to)).toEqual({ jobs: 2, entries: 2 });
});
