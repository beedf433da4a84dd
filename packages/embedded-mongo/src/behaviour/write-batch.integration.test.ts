import { afterAll, beforeAll, expect, test } from 'vitest';
import { Long, MongoBulkWriteError } from 'mongodb';
import { failureOf, startTestServer, type TestServer } from './start-test-server.ts';

let db: TestServer;
beforeAll(async () => {
  db = await startTestServer();
});
afterAll(() => db.stop());

const batch = [{ _id: 1 }, { _id: 2 }, { _id: 1 }, { _id: 3 }, { _id: 2 }].map((document) => ({ ...document, _id: document._id as never }));

test.each([
  ['ordered: it stops at the first error', true, 2, [2]],
  ['unordered: it goes on', false, 3, [2, 4]],
])('a batch reports exactly which documents failed; %s', async (_title, ordered, inserted, failed) => {
  const collection = db.client.db('batch').collection(`c${String(ordered)}`);
  const error: unknown = await collection.insertMany(batch, { ordered }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(MongoBulkWriteError);
  expect(error).toMatchObject({ code: 11000, insertedCount: inserted, writeErrors: failed.map((index) => expect.objectContaining({ index, code: 11000 })) });
  expect(await collection.countDocuments()).toBe(inserted);
});

test('a mixed bulk write counts each kind', async () => {
  const collection = db.client.db('batch').collection('mixed');
  const result = await collection.bulkWrite([
    { insertOne: { document: { k: 1 } } },
    { updateOne: { filter: { k: 1 }, update: { $set: { v: 1 } } } },
    { updateOne: { filter: { k: 2 }, update: { $set: { v: 2 } }, upsert: true } },
    { replaceOne: { filter: { k: 2 }, replacement: { k: 3 } } },
    { deleteOne: { filter: { k: 1 } } },
  ]);
  expect(result).toMatchObject({ insertedCount: 1, matchedCount: 2, modifiedCount: 2, upsertedCount: 1, deletedCount: 1 });
});

test('a client-level bulk write reaches several collections', async () => {
  const result = await db.client.bulkWrite([
    { name: 'insertOne', namespace: 'bulk.a', document: { _id: 1 as never, v: 1 } },
    { name: 'updateOne', namespace: 'bulk.b', filter: { k: 1 }, update: { $set: { v: 1 } }, upsert: true },
    { name: 'updateMany', namespace: 'bulk.a', filter: {}, update: { $inc: { v: 1 } } },
    { name: 'deleteMany', namespace: 'bulk.b', filter: { k: 1 } },
  ], { verboseResults: true });
  expect(result).toMatchObject({ insertedCount: 1, upsertedCount: 1, matchedCount: 1, modifiedCount: 1, deletedCount: 1 });
  expect(await db.client.db('bulk').collection('a').findOne()).toEqual({ _id: 1, v: 2 });
});

test('an unacknowledged write arrives', async () => {
  const collection = db.client.db('batch').collection('unacknowledged', { writeConcern: { w: 0 } });
  await collection.insertOne({ k: 1 });
  await expect.poll(() => db.client.db('batch').collection('unacknowledged').countDocuments()).toBe(1);
});

test('a document above 16 MiB is refused, one just below is kept', async () => {
  const collection = db.client.db('batch').collection('large');
  await collection.insertOne({ _id: 1 as never, s: 'x'.repeat(16 * 1024 * 1024 - 64) });
  expect(await failureOf(collection.updateOne({ _id: 1 as never }, { $set: { more: 'y'.repeat(200) } }))).toMatchObject({ code: 17419 });
  expect(await collection.countDocuments()).toBe(1);
});

test('three documents of 15 MiB come back, one batch each', async () => {
  const collection = db.client.db('batch').collection('heavy');
  for (const n of [1, 2, 3]) await collection.insertOne({ n, s: 'x'.repeat(15 * 1024 * 1024) });
  expect((await collection.find().toArray()).map(({ n }) => Number(n))).toEqual([1, 2, 3]);
});

test('a transaction is refused with 20, as a standalone server does', async () => {
  const command = { insert: 't', documents: [{ a: 1 }], txnNumber: Long.ONE, autocommit: false, startTransaction: true };
  expect(await failureOf(db.client.db('batch').command(command))).toMatchObject({ code: 20 });
});

test.each([
  ['a change stream', { aggregate: 'c', pipeline: [{ $changeStream: {} }], cursor: {} }, 40573],
  ['an unknown command', { frobnicate: 1 }, 59],
  ['an unknown stage', { aggregate: 'c', pipeline: [{ $frobnicate: {} }], cursor: {} }, 40324],
  ['JavaScript in a pipeline', { aggregate: 'c', pipeline: [{ $project: { a: { $function: { body: 'x', args: [], lang: 'js' } } } }], cursor: {} }, 2],
  ['a cursor that is not there', { getMore: Long.fromNumber(5), collection: 'c' }, 43],
  ['a name that is none', { insert: '', documents: [{ a: 1 }] }, 73],
  ['a capped collection', { create: 'capped', capped: true, size: 100 }, 115],
])('what is not supported says so with MongoDB\'s code: %s', async (_title, command, code) => {
  expect(await failureOf(db.client.db('batch').command(command, {}))).toMatchObject({ code });
});
