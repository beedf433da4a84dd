import type { Collection, Document } from 'mongodb';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { failureOf, startTestServer, type TestServer } from './start-test-server.ts';

let db: TestServer;
let now = new Date('2026-11-21T12:00:00Z');
beforeAll(async () => {
  db = await startTestServer({ now: () => now, ttlIntervalMs: 20 });
});
afterAll(() => db.stop());

let collections = 0;
async function withDocuments(documents: readonly Document[]): Promise<Collection> {
  collections += 1;
  const collection = db.client.db('index').collection(`c${collections}`);
  if (documents.length > 0) await collection.insertMany(documents.map((document) => ({ ...document })));
  return collection;
}

const stagesOf = (plan: Document): string[] => [String(plan['stage']), ...(plan['inputStage'] ? stagesOf(plan['inputStage']) : [])];

const many = Array.from({ length: 400 }, (_, n) => ({ n, k: n % 10, at: new Date(n * 1000), tags: [`t${n % 5}`, 'all'], o: { p: n % 7 } }));

test.each<[string, Document, Document | undefined, string[]]>([
  ['equality', { k: 3 }, undefined, ['FETCH', 'IXSCAN']],
  ['a range', { n: { $gte: 10, $lt: 20 } }, undefined, ['FETCH', 'IXSCAN']],
  ['$in', { n: { $in: [1, 2] } }, undefined, ['FETCH', 'IXSCAN']],
  ['an element of an array', { tags: 't1' }, undefined, ['FETCH', 'IXSCAN']],
  ['the beginning of a text in an array', { tags: /^t1/ }, undefined, ['FETCH', 'IXSCAN']],
  ['a nested path', { 'o.p': 3 }, undefined, ['FETCH', 'IXSCAN']],
  ['equality and the order behind it', { k: 3 }, { at: -1 }, ['FETCH', 'IXSCAN']],
  ['the order backwards', { k: 3 }, { at: 1 }, ['FETCH', 'IXSCAN']],
  ['an order without a filter', {}, { n: 1 }, ['FETCH', 'IXSCAN']],
  ['an order that no index has', { k: 3 }, { 'o.p': 1, n: 1 }, ['SORT', 'FETCH', 'IXSCAN']],
  ['_id', { _id: 1 }, undefined, ['FETCH', 'IXSCAN']],
  ['a field without an index', { nothing: 1 }, undefined, ['COLLSCAN']],
  ['a negation', { k: { $ne: 3 } }, undefined, ['COLLSCAN']],
])('explain says truthfully how a query runs: %s', async (_title, filter, sort, stages) => {
  const collection = await withDocuments(many);
  await collection.createIndexes([{ key: { k: 1, at: -1 } }, { key: { n: 1 } }, { key: { tags: 1 } }, { key: { 'o.p': 1 } }]);
  const found = collection.find(filter);
  const explained = await (sort ? found.sort(sort) : found).explain('executionStats');
  expect(stagesOf(explained['queryPlanner'].winningPlan)).toEqual(stages);
});

test('an indexed page reads no more than it returns', async () => {
  const collection = await withDocuments(many);
  await collection.createIndex({ k: 1, at: -1 });
  const explained = await collection.find({ k: 3 }).sort({ at: -1 }).limit(5).explain('executionStats');
  expect(explained['executionStats']).toMatchObject({ nReturned: 5, totalKeysExamined: 5, totalDocsExamined: 5 });
});

test('few matches of a large collection are read by their bounds and sorted, many by walking in order', async () => {
  const collection = await withDocuments(Array.from({ length: 10_000 }, (_, n) => ({ at: new Date(n * 1000), word: n % 40 === 0 ? 'rare' : 'ordinary' })));
  await collection.createIndexes([{ key: { word: 1 } }, { key: { at: -1 } }]);
  const page = (word: RegExp) => collection.find({ word }).sort({ at: -1 }).limit(20).explain('executionStats');
  const [rare, ordinary] = [await page(/^ra/), await page(/^or/)];
  expect(stagesOf(rare['queryPlanner'].winningPlan)).toEqual(['LIMIT', 'SORT', 'FETCH', 'IXSCAN']);
  expect(rare['executionStats']).toMatchObject({ nReturned: 20, totalDocsExamined: 250 });
  expect(stagesOf(ordinary['queryPlanner'].winningPlan)).toEqual(['LIMIT', 'FETCH', 'IXSCAN']);
  expect(ordinary['executionStats'].totalDocsExamined).toBeLessThan(30);
});

test('a walk in order is given up for bounds that it turns out to be longer than, and finds the same', async () => {
  // Two words that nearly nobody has both, and those who do are at the end of the walk.
  const rows = Array.from({ length: 6_000 }, (_, n) => ({ at: new Date(n * 1_000), words: n < 3 ? ['north', 'south'] : [n % 3 === 0 ? 'north' : 'south'] }));
  const collection = await withDocuments(rows);
  await collection.createIndexes([{ key: { at: -1 } }, { key: { words: 1, at: -1 } }]);
  const find = (words: readonly RegExp[], limit: number) => collection.find({ $and: words.map((word) => ({ words: word })) }).sort({ at: -1 }).limit(limit);
  const both = await find([/^north/, /^south/], 10).explain('executionStats');
  expect(both['executionStats']).toMatchObject({ nReturned: 3 });
  expect(both['executionStats'].totalDocsExamined).toBeLessThan(3_200);
  expect((await find([/^north/, /^south/], 10).toArray()).map(({ at }) => Number(at))).toEqual([2_000, 1_000, 0]);
  expect((await find([/^north/, /^south/], 2).skip(1).toArray()).map(({ at }) => Number(at))).toEqual([1_000, 0]);
  const frequent = await find([/^north/, /^no/], 10).explain('executionStats');
  expect(frequent['executionStats'].totalDocsExamined).toBeLessThan(40);
  expect((await find([/^north/], 1_500).toArray()).map(({ at }) => Number(at) / 3_000)).toEqual(Array.from({ length: 1_500 }, (_, n) => 1_999 - n));
});

test.each([
  ['the second', [/^com/, /^ra/]],
  ['the first', [/^ra/, /^com/]],
  ['an exact one', ['common', 'rare']],
])('of several conditions on an array the one that fewest documents fulfil bounds the scan: %s', async (_which, tags) => {
  const collection = await withDocuments(Array.from({ length: 1_000 }, (_, n) => ({ tags: n % 100 === 0 ? ['common', 'rare'] : ['common'] })));
  await collection.createIndex({ tags: 1 });
  const explained = await collection.find({ $and: tags.map((tag) => ({ tags: tag })) }).explain('executionStats');
  expect(explained['executionStats']).toMatchObject({ nReturned: 10, totalDocsExamined: 10 });
});

test.each<[string, Document, Document, number]>([
  ['one condition', { k: 3 }, { k: 1 }, 40],
  ['several, each said on its own', { $and: [{ k: { $in: [3, 4] } }, { n: { $gte: 100 } }, { n: { $lt: 200 } }] }, { k: 1, n: 1 }, 20],
  ['what all entries of a partial index keep', { k: { $in: [2, 1] }, n: { $lt: 100 } }, { n: 1 }, 20],
])('a count that the index answers reads no document: %s', async (_title, query, key, n) => {
  const collection = await withDocuments(many);
  await collection.createIndex(Object.entries(key) as [string, 1][], key['k'] === undefined ? { partialFilterExpression: { k: { $in: [1, 2] } } } : {});
  const command = { count: collection.collectionName, query };
  const explained = await db.client.db('index').command({ explain: command, verbosity: 'executionStats' });
  expect(stagesOf(explained['queryPlanner'].winningPlan)).toEqual(['COUNT', 'COUNT_SCAN']);
  expect(explained['executionStats']).toMatchObject({ totalKeysExamined: n, totalDocsExamined: 0 });
  expect(await db.client.db('index').command(command)).toMatchObject({ n });
});

test('a hidden index is kept and not used', async () => {
  const collection = await withDocuments(many);
  await collection.createIndex({ k: 1 }, { hidden: true });
  const explained = await collection.find({ k: 3 }).explain();
  expect(stagesOf(explained['queryPlanner'].winningPlan)).toEqual(['COLLSCAN']);
});

test('a partial index serves the queries it covers, and no others', async () => {
  const collection = await withDocuments(many);
  await collection.createIndex({ n: 1 }, { partialFilterExpression: { k: { $in: [1, 2] } } });
  const covered = await collection.find({ n: 11, k: 1 }).explain();
  const uncovered = await collection.find({ n: 11 }).explain();
  expect([covered, uncovered].map((each) => stagesOf(each['queryPlanner'].winningPlan).at(-1))).toEqual(['IXSCAN', 'COLLSCAN']);
  expect(await collection.countDocuments({ n: { $gte: 0 } })).toBe(400);
});

test('a sparse index is not used where it would hide documents', async () => {
  const collection = await withDocuments([{ a: 1 }, { b: 1 }]);
  await collection.createIndex({ a: 1 }, { sparse: true });
  expect(await collection.countDocuments({ a: null })).toBe(1);
  expect(await collection.find().sort({ a: 1 }).toArray()).toHaveLength(2);
});

test('a unique index refuses a second document and says which value it was', async () => {
  const collection = await withDocuments([{ a: 1, b: 'x' }]);
  await collection.createIndex({ a: 1, b: 1 }, { unique: true });
  await expect(collection.insertOne({ a: 1, b: 'x' })).rejects.toMatchObject({ code: 11000, keyPattern: { a: 1, b: 1 }, keyValue: { a: 1, b: 'x' } });
  await expect(collection.insertOne({ a: 1, b: 'y' })).resolves.toBeDefined();
});

test('a unique index sees every element of an array', async () => {
  const collection = await withDocuments([{ t: ['a', 'b'] }]);
  await collection.createIndex({ t: 1 }, { unique: true });
  expect(await failureOf(collection.insertOne({ t: ['c', 'b'] }))).toMatchObject({ code: 11000 });
  await expect(collection.insertOne({ t: ['c', 'c'] })).resolves.toBeDefined();
});

test('a unique sparse index allows many documents without the field, a plain one only one', async () => {
  const sparse = await withDocuments([{}, {}]);
  await sparse.createIndex({ a: 1 }, { unique: true, sparse: true });
  const plain = await withDocuments([{}]);
  await plain.createIndex({ a: 1 }, { unique: true });
  expect(await failureOf(plain.insertOne({}))).toMatchObject({ code: 11000 });
  await expect(sparse.insertOne({})).resolves.toBeDefined();
});

test('a unique index can\'t be built over duplicates, and nothing of it stays', async () => {
  const collection = await withDocuments([{ a: 1 }, { a: 1 }]);
  expect(await failureOf(collection.createIndex({ a: 1 }, { unique: true }))).toMatchObject({ code: 11000 });
  expect(await collection.indexes()).toHaveLength(1);
});

test('an index is built while documents are written', async () => {
  const collection = await withDocuments(Array.from({ length: 3000 }, (_, n) => ({ n })));
  const writes = Promise.all(Array.from({ length: 300 }, (_, n) => collection.insertOne({ n: 10_000 + n })));
  await Promise.all([collection.createIndex({ n: 1 }), writes]);
  expect(await collection.countDocuments({ n: { $gte: 0 } }, { hint: 'n_1' })).toBe(3300);
  expect(await db.client.db('index').command({ validate: collection.collectionName })).toMatchObject({ valid: true });
});

test('a unique index is built while its documents change', async () => {
  const collection = await withDocuments(Array.from({ length: 3000 }, (_, n) => ({ k: n, n })));
  const changes = Promise.all(Array.from({ length: 300 }, (_, n) => collection.updateOne({ k: n * 10 }, { $inc: { n: 10_000 } })));
  const deletions = Promise.all(Array.from({ length: 100 }, (_, n) => collection.deleteOne({ k: n * 10 + 5 })));
  await Promise.all([collection.createIndex({ n: 1 }, { unique: true }), changes, deletions]);
  expect(await db.client.db('index').command({ validate: collection.collectionName })).toMatchObject({ valid: true, errors: [] });
  expect(await collection.countDocuments({ n: { $gte: 0 } })).toBe(2900);
});

test('a unique value can be given up by one document and taken by another, and kept by its owner', async () => {
  const collection = await withDocuments([{ k: 1, a: 'x' }, { k: 2, a: 'y' }]);
  await collection.createIndex({ a: 1 }, { unique: true });
  await collection.updateOne({ k: 1 }, { $set: { a: 'x', touched: true } });
  expect(await failureOf(collection.updateOne({ k: 1 }, { $set: { a: 'y' } }))).toMatchObject({ code: 11000 });
  await collection.updateOne({ k: 2 }, { $set: { a: 'z' } });
  await collection.updateOne({ k: 1 }, { $set: { a: 'y' } });
  expect(await collection.findOne({ a: 'y' })).toMatchObject({ k: 1, touched: true });
});

test.each<[string, Document, Document, Document, Document, number]>([
  ['the same key with another option', { a: 1 }, {}, { a: 1 }, { unique: true }, 85],
  ['the same key with another name', { a: 1 }, {}, { a: 1 }, { name: 'other' }, 85],
  ['the same name with another key', { a: 1 }, { name: 'mine' }, { b: 1 }, { name: 'mine' }, 86],
  ['another expiry', { a: 1 }, { expireAfterSeconds: 5 }, { a: 1 }, { expireAfterSeconds: 6 }, 85],
])('an index that contradicts another is refused: %s', async (_title, firstKey, firstOptions, secondKey, secondOptions, code) => {
  const collection = await withDocuments([]);
  await collection.createIndex(firstKey, firstOptions);
  expect(await failureOf(collection.createIndex(secondKey, secondOptions))).toMatchObject({ code });
});

test.each<[string, Document[]]>([
  ['into nothing', []],
  ['over documents', [{ a: 1, b: 1 }]],
])('of indexes made by one command none is there when two contradict each other, and each is there once when it is named twice: %s', async (_title, documents) => {
  const collection = await withDocuments(documents);
  const namesOf = async () => (await collection.indexes().catch(() => [])).map(({ name }) => name);
  expect(await failureOf(collection.createIndexes([{ key: { a: 1 } }, { key: { b: 1 }, name: 'a_1' }]))).toMatchObject({ code: 86 });
  expect(await namesOf()).not.toContain('a_1');
  await collection.createIndexes([{ key: { a: 1 }, unique: true }, { key: { b: 1 } }, { key: { a: 1 }, unique: true }]);
  expect(await namesOf()).toEqual(['_id_', 'a_1', 'b_1']);
  await collection.insertOne({ a: 7 });
  expect(await failureOf(collection.insertOne({ a: 7 }))).toMatchObject({ code: 11000 });
});

test.each<[string, Document, Document]>([['text', { a: 'text' }, {}], ['2dsphere', { a: '2dsphere' }, {}], ['hashed', { a: 'hashed' }, {}], ['wildcard', { '$**': 1 }, {}], ['expiry on two fields', { a: 1, b: 1 }, { expireAfterSeconds: 1 }]])('an index of a kind that is not there is refused with 67: %s', async (_title, key, options) => {
  const collection = await withDocuments([]);
  expect(await failureOf(collection.createIndex(key, options))).toMatchObject({ code: 67 });
});

test('making an index that is there already changes nothing', async () => {
  const collection = await withDocuments([{ a: 1 }]);
  await collection.createIndex({ a: 1 });
  expect(await collection.createIndex({ a: 1 })).toBe('a_1');
  expect(await collection.indexes()).toHaveLength(2);
});

test('documents are removed when their time is over, not before, and never without a date', async () => {
  const collection = await withDocuments([{ at: new Date('2026-11-21T11:00:00Z') }, { at: new Date('2026-11-21T12:30:00Z') }, { at: 'text' }, {}]);
  await collection.createIndex({ at: 1 }, { expireAfterSeconds: 600 });
  await vi.waitFor(async () => expect(await collection.countDocuments()).toBe(3), { timeout: 20_000 });
  now = new Date('2026-11-21T13:00:00Z');
  await vi.waitFor(async () => expect(await collection.countDocuments()).toBe(2), { timeout: 20_000 });
});

test('collMod changes an expiry', async () => {
  const collection = await withDocuments([]);
  await collection.createIndex({ at: 1 }, { expireAfterSeconds: 600 });
  const answer = await db.client.db('index').command({ collMod: collection.collectionName, index: { keyPattern: { at: 1 }, expireAfterSeconds: 60 } });
  expect(answer).toMatchObject({ expireAfterSeconds_old: 600, expireAfterSeconds_new: 60 });
  expect((await collection.indexes()).at(1)).toMatchObject({ expireAfterSeconds: 60 });
});

test('a dropped index is gone and a dropped collection leaves nothing', async () => {
  const collection = await withDocuments(many);
  await collection.createIndex({ k: 1 });
  await collection.dropIndex('k_1');
  expect(await collection.indexes()).toHaveLength(1);
  await collection.drop();
  expect(await db.client.db('index').listCollections({ name: collection.collectionName }).toArray()).toEqual([]);
  expect(await failureOf(collection.dropIndex('k_1'))).toMatchObject({ code: 26 });
});

test('very long values are found through an index, and unique', async () => {
  const long = 'x'.repeat(5000);
  const collection = await withDocuments([{ s: `${long}a` }, { s: `${long}b` }, { s: 'short' }]);
  await collection.createIndex({ s: 1 }, { unique: true });
  expect(await collection.countDocuments({ s: `${long}b` })).toBe(1);
  expect(await collection.countDocuments({ s: { $gte: `${long}a` } })).toBe(2);
  expect(await failureOf(collection.insertOne({ s: `${long}a` }))).toMatchObject({ code: 11000 });
});
