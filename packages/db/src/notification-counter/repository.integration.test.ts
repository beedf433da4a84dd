import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import { connectDatabase, type Database } from '../connection.ts';
import { ensureIndexes } from '../ensure-indexes.ts';
import { notificationCounterModel } from './model.ts';
import { createNotificationCounterRepository, type NotificationCounterRepository } from './repository.ts';

const at = (time: string) => new Date(`2026-03-29T${time}:00.000Z`);
let database: Database;
let counters: NotificationCounterRepository;

beforeAll(async () => {
  const uri = new URL(inject('mongodbUri'));
  uri.pathname = `/counters-${randomUUID()}`;
  database = await connectDatabase({ uri: uri.href });
  counters = createNotificationCounterRepository({ model: notificationCounterModel(database.connection, 30) });
  await ensureIndexes(database.connection);
});
afterAll(async () => {
  await database.connection.dropDatabase();
  await database.close();
});
beforeEach(async () => {
  await Promise.all(Object.values(database.connection.models).map((model) => model.deleteMany({})));
});

it('moves that come at the same time add up, in every bucket that they touch', async () => {
  await Promise.all([
    ...Array.from({ length: 50 }, () => counters.move(at('01:02'), null, 'queued')),
    ...Array.from({ length: 20 }, () => counters.move(at('01:02'), 'queued', 'sent')),
    counters.move(at('01:03'), null, 'queued'),
  ]);
  expect(await counters.read('minute', at('01:00'), at('02:00'))).toEqual([
    { start: at('01:02'), counts: { queued: 30, sent: 20 } },
    { start: at('01:03'), counts: { queued: 1 } },
  ]);
  expect(await counters.read('hour', at('01:00'), at('02:00'))).toEqual([{ start: at('01:00'), counts: { queued: 31, sent: 20 } }]);
});

it('what a minute lacks or has too much is mended in its hour, too, which goes on moving', async () => {
  await Promise.all([counters.move(at('01:02'), null, 'queued'), counters.move(at('01:02'), null, 'queued'), counters.move(at('01:07'), null, 'queued')]);
  // A process died before it had counted that one came and was sent.
  expect(await counters.correctMinute(at('01:02'), { queued: 2, sent: 1 })).toBe(true);
  await counters.move(at('01:07'), 'queued', 'sent');
  expect(await counters.correctMinute(at('01:02'), { queued: 2, sent: 1 })).toBe(false);
  expect(await counters.correctMinute(at('01:09'), { failed: 1 })).toBe(true);
  expect(await counters.read('hour', at('01:00'), at('02:00'))).toEqual([{ start: at('01:00'), counts: { queued: 2, sent: 2, failed: 1 } }]);
  expect((await counters.read('minute', at('01:00'), at('02:00'))).map(({ counts }) => counts)).toEqual([{ queued: 2, sent: 1 }, { queued: 0, sent: 1 }, { failed: 1 }]);
});

it('minutes that are forgotten stay in their hour', async () => {
  await Promise.all([counters.move(at('01:02'), null, 'sent', at('01:02')), counters.move(at('02:00'), null, 'sent', at('02:00'))]);
  expect(await counters.forgetMinutes(at('02:00'))).toBe(1);
  expect(await counters.countAcceptedSince(at('00:00'))).toBe(1);
  expect(await counters.read('minute', at('00:00'), at('03:00'))).toEqual([{ start: at('02:00'), counts: { sent: 1 } }]);
  expect(await counters.read('hour', at('00:00'), at('03:00'))).toHaveLength(2);
});

it.each([
  ['all of them', '01:00:59.000', 5],
  ['none of a second that began before', '01:00:59.001', 2],
  ['those of the next minute', '01:01:00.000', 2],
  ['the last second alone', '01:01:05.000', 1],
  ['none later', '01:01:05.001', 0],
])('what providers accepted is counted by the second, whenever it was created: %s since %s', async (_title, since, accepted) => {
  const times = ['01:00:59.100', '01:00:59.900', '01:00:59.900', '01:01:04.999', '01:01:05.000'];
  await Promise.all(times.map((time) => counters.move(at('00:10'), 'sending', 'sent', new Date(`2026-03-29T${time}Z`))));
  await counters.move(at('00:10'), 'sent', 'delivered');
  expect(await counters.countAcceptedSince(new Date(`2026-03-29T${since}Z`))).toBe(accepted);
});
