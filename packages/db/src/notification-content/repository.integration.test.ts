import { randomUUID } from 'node:crypto';
import { createManualClock } from '@carillon/domain';
import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import { connectDatabase, type Database } from '../connection.ts';
import { ensureIndexes } from '../ensure-indexes.ts';
import { notificationContentModel } from './model.ts';
import { createNotificationContentRepository, type NotificationContentRepository } from './repository.ts';

const start = new Date('2026-03-29T01:00:00.000Z');
const clock = createManualClock(start);
const content = (subject: string) => ({ subject, text: 'Hello', html: null, headers: {} });
let database: Database;
let contents: NotificationContentRepository;

beforeAll(async () => {
  const uri = new URL(inject('mongodbUri'));
  uri.pathname = `/contents-${randomUUID()}`;
  database = await connectDatabase({ uri: uri.href });
  contents = createNotificationContentRepository({ model: notificationContentModel(database.connection, 30), clock });
  await ensureIndexes(database.connection);
});
afterAll(async () => {
  await database.connection.dropDatabase();
  await database.close();
});
beforeEach(async () => {
  await Promise.all(Object.values(database.connection.models).map((model) => model.deleteMany({})));
  clock.set(start);
});

it('what is saved first stays, however often it is saved at the same time', async () => {
  await contents.save('one', content('first'));
  await Promise.all([contents.save('one', content('second')), contents.save('two', content('new')), contents.save('one', content('third'))]);
  expect(await Promise.all(['one', 'two', 'three'].map((id) => contents.find(id)))).toEqual([content('first'), content('new'), null]);
});

it('lists ids from a span of time page by page, and removes those that are named', async () => {
  await Promise.all(['a', 'b', 'c'].map((id) => contents.save(id, content(id))));
  clock.advance(1_000);
  await contents.save('d', content('d'));
  const page = { from: start, to: clock.now(), limit: 2 };
  const first = await contents.listIds(page);
  const second = await contents.listIds({ ...page, cursor: first.nextCursor ?? '' });
  expect([first.items, second]).toEqual([['a', 'b'], { items: ['c'], nextCursor: null }]);
  expect([await contents.remove(['a', 'unknown']), await contents.remove([])]).toEqual([1, 0]);
  expect(await contents.find('a')).toBeNull();
});
