import { Decimal128, Double, Long, type Document } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { failureOf, startTestServer, type TestServer } from './start-test-server.ts';

let db: TestServer;
beforeAll(async () => {
  db = await startTestServer();
});
afterAll(() => db.stop());

let collections = 0;
async function withDocument(document: Document) {
  collections += 1;
  const collection = db.client.db('update').collection(`c${collections}`);
  await collection.insertOne({ _id: 1 as never, ...document });
  return collection;
}

test.each<[string, Document, Document, Document, Document]>([
  ['$set on a path makes documents', {}, { 'a.b.c': 1 }, {}, { a: { b: { c: 1 } } }],
  ['$set on a position', { a: [{ x: 1 }] }, { 'a.0.y': 2 }, {}, { a: [{ x: 1, y: 2 }] }],
  ['$set beyond the end fills with null', { a: [1] }, { 'a.3': 4 }, {}, { a: [1, null, null, 4] }],
  ['$set on the element that matched', { a: [{ k: 1 }, { k: 2 }] }, { 'a.$.hit': true }, { 'a.k': 2 }, { a: [{ k: 1 }, { k: 2, hit: true }] }],
  ['$set on all elements', { a: [{ k: 1 }, { k: 2 }] }, { 'a.$[].n': 0 }, {}, { a: [{ k: 1, n: 0 }, { k: 2, n: 0 }] }],
])('%s', async (_title, before, $set, filter, after) => {
  const collection = await withDocument(before);
  await collection.updateOne({ _id: 1 as never, ...filter }, { $set });
  expect(await collection.findOne()).toEqual({ _id: 1, ...after });
});

test.each<[string, Document, Document, Document]>([
  ['$inc keeps a long', { n: Long.fromNumber(1) }, { $inc: { n: 1 } }, { n: Long.fromNumber(2) }],
  ['$inc keeps a double', { n: new Double(1) }, { $inc: { n: 1 } }, { n: new Double(2) }],
  ['$inc keeps a decimal exact', { n: Decimal128.fromString('0.1') }, { $inc: { n: Decimal128.fromString('0.2') } }, { n: Decimal128.fromString('0.3') }],
  ['$inc of an int beyond 32 bits makes a long', { n: 2147483647 }, { $inc: { n: 1 } }, { n: Long.fromNumber(2147483648) }],
])('numbers keep their type: %s', async (_title, before, update, after) => {
  const collection = await withDocument(before);
  await collection.updateOne({}, update);
  expect(await collection.findOne({}, { promoteValues: false })).toMatchObject(after);
});

test.each<[string, Document, Document, Document]>([
  ['$inc on nothing', {}, { $inc: { n: 2 } }, { n: 2 }],
  ['$mul', { n: 3 }, { $mul: { n: 4, m: 2 } }, { n: 12, m: 0 }],
  ['$min and $max', { a: 5, b: 5 }, { $min: { a: 3 }, $max: { b: 9 } }, { a: 3, b: 9 }],
  ['$unset', { a: 1, b: { c: 1, d: 2 } }, { $unset: { a: '', 'b.c': '' } }, { b: { d: 2 } }],
  ['$rename', { a: 1 }, { $rename: { a: 'z.y' } }, { z: { y: 1 } }],
  ['$push', { a: [1] }, { $push: { a: 2 } }, { a: [1, 2] }],
  ['$push with $each, $position, $sort and $slice', { a: [5, 1] }, { $push: { a: { $each: [4, 2], $sort: 1, $slice: 3 } } }, { a: [1, 2, 4] }],
  ['$addToSet', { a: [{ k: 1 }] }, { $addToSet: { a: { $each: [{ k: 1 }, { k: 2 }] } } }, { a: [{ k: 1 }, { k: 2 }] }],
  ['$pull by condition', { a: [1, 5, 9] }, { $pull: { a: { $gt: 4 } } }, { a: [1] }],
  ['$pull by fields', { a: [{ k: 1, v: 1 }, { k: 2 }] }, { $pull: { a: { k: 1 } } }, { a: [{ k: 2 }] }],
  ['$pullAll', { a: [1, 2, 1] }, { $pullAll: { a: [1] } }, { a: [2] }],
  ['$pop', { a: [1, 2, 3] }, { $pop: { a: -1 } }, { a: [2, 3] }],
  ['$bit', { n: 13 }, { $bit: { n: { and: 10 } } }, { n: 8 }],
  ['$setOnInsert does nothing to what exists', { a: 1 }, { $setOnInsert: { a: 2 }, $set: { b: 1 } }, { a: 1, b: 1 }],
])('an operator changes what MongoDB changes: %s', async (_title, before, update, after) => {
  const collection = await withDocument(before);
  await collection.updateOne({}, update);
  expect(await collection.findOne()).toEqual({ _id: 1, ...after });
});

test('arrayFilters choose the elements', async () => {
  const collection = await withDocument({ a: [{ k: 1, v: 0 }, { k: 2, v: 0 }, { k: 3, v: 0 }] });
  await collection.updateOne({}, { $set: { 'a.$[big].v': 1 } }, { arrayFilters: [{ 'big.k': { $gte: 2 } }] });
  expect(await collection.findOne()).toEqual({ _id: 1, a: [{ k: 1, v: 0 }, { k: 2, v: 1 }, { k: 3, v: 1 }] });
});

test('a pipeline update computes from the document', async () => {
  const collection = await withDocument({ a: 2, o: { x: 1 }, gone: 1 });
  await collection.updateOne({}, [{ $set: { b: { $add: ['$a', 3] }, o: { y: 2 } } }, { $unset: 'gone' }]);
  expect(await collection.findOne()).toEqual({ _id: 1, a: 2, o: { x: 1, y: 2 }, b: 5 });
});

test('a replacement keeps _id and nothing else', async () => {
  const collection = await withDocument({ a: 1, b: 2 });
  await collection.replaceOne({ a: 1 }, { c: 3 });
  expect(await collection.findOne()).toEqual({ _id: 1, c: 3 });
});

test.each<[string, Document, number]>([
  ['two operators on one path', { $set: { a: 1 }, $inc: { a: 1 } }, 40],
  ['a path and its parent', { $set: { a: 1, 'a.b': 2 } }, 40],
  ['a changed _id', { $set: { _id: 2 } }, 66],
  ['$inc on text', { $inc: { s: 1 } }, 14],
  ['$inc with text', { $inc: { n: 'x' } }, 14],
  ['$push on a number', { $push: { n: 1 } }, 2],
  ['a path through a number', { $set: { 'n.x': 1 } }, 28],
  ['an operator nobody knows', { $foo: { a: 1 } }, 9],
  ['a positional path without a match', { $set: { 'list.$': 1 } }, 2],
  ['an array filter that is missing', { $set: { 'list.$[x]': 1 } }, 2],
  ['an empty path', { $set: { '': 1 } }, 56],
])('an update that means nothing is refused with MongoDB\'s code, and changes nothing: %s', async (_title, update, code) => {
  const collection = await withDocument({ n: 1, s: 'text', list: [1, 2] });
  expect(await failureOf(collection.updateOne({}, update))).toMatchObject({ code });
  expect(await collection.findOne()).toEqual({ _id: 1, n: 1, s: 'text', list: [1, 2] });
});

test('an upsert starts from the equalities of its filter', async () => {
  const collection = db.client.db('update').collection('upserts');
  const result = await collection.updateOne({ a: 1, 'b.c': { $eq: 2 }, d: { $gt: 5 }, $and: [{ e: 3 }] }, { $set: { f: 4 }, $setOnInsert: { g: 5 } }, { upsert: true });
  expect(await collection.findOne({}, { projection: { _id: 0 } })).toEqual({ a: 1, b: { c: 2 }, e: 3, f: 4, g: 5 });
  expect(result).toMatchObject({ matchedCount: 0, modifiedCount: 0, upsertedCount: 1 });
});

test('an update that changes nothing matches and does not modify', async () => {
  const collection = await withDocument({ a: 1 });
  expect(await collection.updateOne({ a: 1 }, { $set: { a: 1 } })).toMatchObject({ matchedCount: 1, modifiedCount: 0 });
});

test('updateMany changes every match once, even those it moves within the index it uses', async () => {
  const collection = db.client.db('update').collection('moving');
  await collection.insertMany(Array.from({ length: 500 }, (_, n) => ({ n })));
  await collection.createIndex({ n: 1 });
  const result = await collection.updateMany({ n: { $gte: 0 } }, { $inc: { n: 1000 } });
  expect(result.modifiedCount).toBe(500);
  expect(await collection.countDocuments({ n: { $gte: 1000, $lt: 1500 } })).toBe(500);
});

test('findOneAndUpdate answers before and after, in the order of its sort', async () => {
  const collection = db.client.db('update').collection('find-and-modify');
  await collection.insertMany([{ k: 1, v: 'a' }, { k: 2, v: 'b' }]);
  const before = await collection.findOneAndUpdate({}, { $set: { v: 'z' } }, { sort: { k: -1 }, projection: { _id: 0 } });
  const after = await collection.findOneAndUpdate({}, { $inc: { k: 10 } }, { sort: { k: -1 }, returnDocument: 'after', projection: { _id: 0 } });
  const removed = await collection.findOneAndDelete({ k: 1 }, { projection: { _id: 0 } });
  expect([before, after, removed]).toEqual([{ k: 2, v: 'b' }, { k: 12, v: 'z' }, { k: 1, v: 'a' }]);
});

test('findOneAndUpdate inserts when nothing matched and upsert was asked for', async () => {
  const collection = db.client.db('update').collection('find-and-upsert');
  const missed = await collection.findOneAndUpdate({ k: 1 }, { $set: { v: 1 } });
  const inserted = await collection.findOneAndUpdate({ k: 1 }, { $set: { v: 1 } }, { upsert: true, returnDocument: 'after', projection: { _id: 0 } });
  expect([missed, inserted]).toEqual([null, { k: 1, v: 1 }]);
});

test('of many competing updates exactly one finds the state it starts from', async () => {
  const collection = await withDocument({ state: 'queued', wins: 0 });
  const results = await Promise.all(Array.from({ length: 50 }, () => collection.updateOne({ state: 'queued' }, { $set: { state: 'sending' }, $inc: { wins: 1 } })));
  expect(results.reduce((sum, { modifiedCount }) => sum + modifiedCount, 0)).toBe(1);
  expect(await collection.findOne()).toEqual({ _id: 1, state: 'sending', wins: 1 });
});

test('concurrent increments are all counted', async () => {
  const collection = await withDocument({ n: 0 });
  await Promise.all(Array.from({ length: 200 }, () => collection.updateOne({ _id: 1 as never }, { $inc: { n: 1 } })));
  expect(await collection.findOne()).toEqual({ _id: 1, n: 200 });
});

test('more matches than are remembered are changed once each, and removed', async () => {
  const collection = db.client.db('t').collection('many');
  const many = 20_500;
  await collection.createIndex({ d: 1 });
  await collection.insertMany(Array.from({ length: many }, (_, d) => ({ d })));
  expect(await collection.updateMany({ d: { $gte: 0 } }, { $inc: { d: many } })).toMatchObject({ matchedCount: many, modifiedCount: many });
  expect(await collection.countDocuments({ d: { $gte: many, $lt: 2 * many } })).toBe(many);
  expect(await collection.deleteMany({ d: { $gte: many } })).toMatchObject({ deletedCount: many });
  expect(await collection.countDocuments({ d: { $gte: 0 } })).toBe(0);
});
