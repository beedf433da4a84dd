import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import { connectDatabase, type Database } from '../connection.ts';
import { ensureIndexes } from '../ensure-indexes.ts';
import { deadLetterModel } from './model.ts';
import { createDeadLetterRepository, type DeadLetterRepository } from './repository.ts';

const at = (second: number) => new Date(Date.UTC(2026, 2, 29, 10, 0, second));
let database: Database;
let letters: DeadLetterRepository;

beforeAll(async () => {
  const uri = new URL(inject('mongodbUri'));
  uri.pathname = `/dead-letters-${randomUUID()}`;
  database = await connectDatabase({ uri: uri.href });
  letters = createDeadLetterRepository({ model: deadLetterModel(database.connection, 30) });
  await ensureIndexes(database.connection);
});
afterAll(async () => {
  await database.connection.dropDatabase();
  await database.close();
});
beforeEach(async () => {
  await Promise.all(Object.values(database.connection.models).map((model) => model.deleteMany({})));
});

const die = (jobId: string, second: number, reason = 'gone') => letters.save({ jobId, queue: 'payment', jobName: 'payment.send-reminder', data: { n: 1 }, reason, attempts: 8, failedAt: at(second) });
const kept = async () => (await letters.listGroup({ jobName: 'payment.send-reminder', reason: 'gone' }, { after: '', limit: 10 })).map(({ jobId }) => jobId);

it('groups what died by job and reason, with the newest of each', async () => {
  await Promise.all([die('a', 1), die('b', 3), die('c', 2, 'no answer')]);
  const { items, complete } = await letters.groups(100);
  expect(items).toEqual([
    { jobName: 'payment.send-reminder', queue: 'payment', reason: 'gone', count: 2, lastAt: at(3), sampleId: 'b' },
    { jobName: 'payment.send-reminder', queue: 'payment', reason: 'no answer', count: 1, lastAt: at(2), sampleId: 'c' },
  ]);
  expect([complete, (await letters.groups(3)).complete, (await letters.groups(2)).complete]).toEqual([true, true, false]);
});

it('pages through one group alone', async () => {
  await Promise.all([die('a', 1), die('b', 3), die('c', 2), die('d', 2, 'no answer')]);
  const group = { jobName: 'payment.send-reminder', reason: 'gone' };
  const first = await letters.listGroup(group, { after: '', limit: 2 });
  const second = await letters.listGroup(group, { after: 'b', limit: 2 });
  expect([first, second].map((page) => page.map(({ jobId }) => jobId))).toEqual([['a', 'b'], ['c']]);
});

it('pages through all of them, and forgets those whose work is done, but for who died again meanwhile', async () => {
  await Promise.all([die('a', 1), die('b', 3), die('c', 2, 'no answer')]);
  const pages = [await letters.list({ after: '', limit: 2 }), await letters.list({ after: 'b', limit: 2 })];
  expect(pages.map((page) => page.map(({ jobId }) => jobId))).toEqual([['a', 'b'], ['c']]);
  await die('b', 9);
  expect([await letters.forget(pages.flat()), await letters.forget([])]).toEqual([2, 0]);
  expect(await kept()).toEqual(['b']);
});

it('keeps the letter of a job that died again meanwhile', async () => {
  expect(await die('a', 1)).toBeNull();
  expect(await die('a', 5)).toMatchObject({ jobId: 'a', failedAt: at(1) });
  expect(await letters.remove({ jobId: 'a', failedAt: at(1) })).toBe(false);
  expect(await kept()).toEqual(['a']);
  expect(await letters.remove({ jobId: 'a', failedAt: at(5) })).toBe(true);
  expect(await kept()).toEqual([]);
});
