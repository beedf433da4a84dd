import type { Document } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './start-test-server.ts';

let db: TestServer;
beforeAll(async () => {
  db = await startTestServer();
});
afterAll(() => db.stop());

test.each([400, 600, 1190, 1300, 1990, 5000, 100_000])('what is asked for may be longer than a key can be: %i characters', async (length) => {
  const collection = db.client.db('long').collection<{ _id: string; u: string; v: string }>(`long${length}`);
  await collection.createIndexes([{ key: { u: 1 }, unique: true }, { key: { v: -1 } }]);
  const near = 'x'.repeat(Math.min(length, 400));
  await collection.insertMany([{ _id: 'a', u: 'a', v: 'a' }, { _id: `${near}y`, u: `${near}y`, v: `${near}y` }]);
  const wanted = 'x'.repeat(length);
  const asked: Document[] = [{ _id: wanted }, { u: wanted }, { v: wanted }, { u: { $in: ['b', wanted] } }, { _id: { $in: ['b', wanted] } }];
  expect(await Promise.all(asked.map((filter) => collection.find(filter).toArray()))).toEqual([[], [], [], [], []]);
  const above: Document[] = [{ _id: { $gt: wanted } }, { u: { $gte: wanted } }, { v: { $gt: wanted } }];
  expect(await Promise.all(above.map((filter) => collection.countDocuments(filter)))).toEqual([1, 1, 1]);
  expect(await Promise.all(above.map((filter) => collection.find(filter).toArray().then((found) => found.length)))).toEqual([1, 1, 1]);
  expect(await collection.updateOne({ u: wanted }, { $set: { v: 'z' } })).toMatchObject({ matchedCount: 0 });
  await collection.insertOne({ _id: wanted, u: wanted, v: wanted });
  expect(await Promise.all(asked.map((filter) => collection.find(filter).toArray().then((found) => found.length)))).toEqual([1, 1, 1, 1, 1]);
});
