import { Binary, Decimal128, Double, Long, MaxKey, MinKey, ObjectId, Timestamp, type Document } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { failureOf, startTestServer, type TestServer } from './start-test-server.ts';

let db: TestServer;
beforeAll(async () => {
  db = await startTestServer();
});
afterAll(() => db.stop());

let collections = 0;
async function withDocuments(documents: readonly Document[]) {
  collections += 1;
  const collection = db.client.db('find').collection(`c${collections}`);
  await collection.insertMany(documents.map((document, index) => ({ _id: index as never, ...document })));
  return collection;
}

const mixed: Document[] = [
  { v: 1 }, { v: Long.fromNumber(2) }, { v: 2.5 }, { v: Decimal128.fromString('3') }, { v: 'text' }, { v: null }, {}, { v: [1, 5] }, { v: { a: 1 } }, { v: true }, { v: new Date(0) },
];

test.each<[string, Document[], Document, number[]]>([
  ['numbers of all types are one kind', mixed, { v: { $gt: 1 } }, [1, 2, 3, 7]],
  ['equality ignores the numeric type', [{ v: 1 }, { v: Long.ONE }, { v: new Double(1) }, { v: Decimal128.fromString('1.0') }, { v: '1' }], { v: 1 }, [0, 1, 2, 3]],
  ['null means null or missing', mixed, { v: null }, [5, 6]],
  ['$exists tells null from missing', mixed, { v: { $exists: false } }, [6]],
  ['$ne null leaves out missing too', [{ v: 1 }, { v: null }, {}], { v: { $ne: null } }, [0]],
  ['comparison stays within the type', mixed, { v: { $gte: '' } }, [4]],
  ['$type number', mixed, { v: { $type: 'number' } }, [0, 1, 2, 3, 7]],
  ['$type by alias', mixed, { v: { $type: 'long' } }, [1]],
  ['an array matches by any element', [{ t: ['a', 'b'] }, { t: 'a' }, { t: ['c'] }], { t: 'a' }, [0, 1]],
  ['an array matches as a whole', [{ t: ['a', 'b'] }, { t: ['b', 'a'] }], { t: ['a', 'b'] }, [0]],
  ['two conditions may hold for two elements', [{ t: [1, 10] }, { t: [5] }, { t: [1] }], { t: { $gt: 4, $lt: 6 } }, [0, 1]],
  ['two conditions may hold for two elements, far apart', [{ t: [1, 10] }, { t: [5] }], { t: { $gt: 4, $lt: 2 } }, [0]],
  ['$elemMatch wants one element', [{ t: [1, 10] }, { t: [5] }], { t: { $elemMatch: { $gt: 4, $lt: 6 } } }, [1]],
  ['$elemMatch on documents', [{ t: [{ a: 1, b: 2 }] }, { t: [{ a: 1 }, { b: 2 }] }], { t: { $elemMatch: { a: 1, b: 2 } } }, [0]],
  ['dotted paths enter arrays', [{ t: [{ a: 1 }, { a: 2 }] }, { t: { a: 2 } }, { t: [2] }], { 't.a': 2 }, [0, 1]],
  ['a number in a path is a position', [{ t: ['x', 'y'] }, { t: ['y', 'x'] }], { 't.0': 'y' }, [1]],
  ['$all', [{ t: [1, 2, 3] }, { t: [1] }], { t: { $all: [1, 3] } }, [0]],
  ['$size', [{ t: [] }, { t: [1] }, { t: 1 }], { t: { $size: 1 } }, [1]],
  ['$in with a regular expression', [{ s: 'alpha' }, { s: 'beta' }, { s: 'gamma' }], { s: { $in: [/^a/, 'gamma'] } }, [0, 2]],
  ['$nin', [{ s: 'a' }, { s: 'b' }, {}], { s: { $nin: ['a'] } }, [1, 2]],
  ['$not with a comparison matches missing', [{ v: 1 }, { v: 5 }, {}], { v: { $not: { $gt: 3 } } }, [0, 2]],
  ['$nor', [{ v: 1 }, { v: 2 }, { w: 1 }], { $nor: [{ v: 1 }, { w: 1 }] }, [1]],
  ['$or within $and', [{ a: 1, b: 1 }, { a: 1, b: 2 }, { a: 2, b: 1 }], { $and: [{ a: 1 }, { $or: [{ b: 2 }, { b: 3 }] }] }, [1]],
  ['a regular expression with options', [{ s: 'ABC' }, { s: 'abd' }], { s: { $regex: '^abc', $options: 'i' } }, [0]],
  ['$mod', [{ v: 4 }, { v: 5 }, { v: Long.fromNumber(6) }], { v: { $mod: [2, 0] } }, [0, 2]],
  ['$bitsAllSet', [{ v: 5 }, { v: 1 }], { v: { $bitsAllSet: 4 } }, [0]],
  ['$expr compares fields', [{ a: 2, b: 1 }, { a: 1, b: 2 }], { $expr: { $gt: ['$a', '$b'] } }, [0]],
  ['an embedded document equals field by field, in order', [{ d: { a: 1, b: 2 } }, { d: { b: 2, a: 1 } }], { d: { a: 1, b: 2 } }, [0]],
  ['an empty array is not null', [{ t: [] }, { t: null }], { t: null }, [1]],
  ['a list filter by keyset', [{ at: 3, k: 1 }, { at: 2, k: 1 }, { at: 2, k: 2 }, { at: 1, k: 3 }], { $or: [{ at: { $lt: 2 } }, { at: 2, k: { $lt: 2 } }] }, [1, 3]],
])('a filter finds what MongoDB finds: %s', async (_title, documents, filter, expected) => {
  const collection = await withDocuments(documents);
  const found = await collection.find(filter).sort({ _id: 1 }).project({ _id: 1 }).toArray();
  expect(found.map(({ _id }) => Number(_id))).toEqual(expected);
});

test('values of different types sort in the order of BSON', async () => {
  const values = [new MaxKey(), new Timestamp({ t: 1, i: 1 }), new Date(5), true, false, new ObjectId('0'.repeat(24)), new Binary(Buffer.from('x')), [7], { a: 1 }, 'text', 3, Long.fromNumber(2), null, new MinKey()];
  const collection = await withDocuments(values.map((v) => ({ v })));
  const found = await collection.find().sort({ v: 1 }).toArray();
  expect(found.map(({ _id }) => Number(_id))).toEqual([13, 12, 11, 10, 7, 9, 8, 6, 5, 4, 3, 2, 1, 0]);
});

test.each<[string, Document, Document, Document]>([
  ['inclusion keeps _id', { a: 1, b: 2 }, { a: 1 }, { _id: 0, a: 1 }],
  ['inclusion without _id', { a: 1, b: 2 }, { a: 1, _id: 0 }, { a: 1 }],
  ['exclusion', { a: 1, b: 2 }, { b: 0 }, { _id: 0, a: 1 }],
  ['paths into arrays', { a: [{ b: 1, c: 2 }, { b: 3 }] }, { 'a.b': 1, _id: 0 }, { a: [{ b: 1 }, { b: 3 }] }],
  ['$slice', { a: [1, 2, 3] }, { a: { $slice: -2 } }, { _id: 0, a: [2, 3] }],
  ['$elemMatch', { a: [{ k: 1 }, { k: 2 }, { k: 2, z: 1 }] }, { a: { $elemMatch: { k: 2 } } }, { _id: 0, a: [{ k: 2 }] }],
  ['computed fields', { a: 2 }, { double: { $multiply: ['$a', 2] }, _id: 0 }, { double: 4 }],
])('a projection keeps what MongoDB keeps: %s', async (_title, document, projection, expected) => {
  const collection = await withDocuments([document]);
  expect(await collection.findOne({}, { projection })).toEqual(expected);
});

test('the positional projection keeps the element that matched', async () => {
  const collection = await withDocuments([{ a: [{ k: 1 }, { k: 2 }] }]);
  expect(await collection.findOne({ 'a.k': 2 }, { projection: { 'a.$': 1 } })).toEqual({ _id: 0, a: [{ k: 2 }] });
});

test.each<[string, Document, number]>([
  ['an operator nobody knows', { a: { $foo: 1 } }, 2],
  ['an empty $or', { $or: [] }, 2],
  ['$in without an array', { a: { $in: 1 } }, 2],
  ['JavaScript', { $where: 'true' }, 2],
  ['a text search without a text index', { $text: { $search: 'x' } }, 27],
  ['geometry', { a: { $near: [0, 0] } }, 2],
  ['an invalid regular expression', { a: { $regex: '(' } }, 51091],
])('a filter that can\'t be answered is refused with MongoDB\'s code: %s', async (_title, filter, code) => {
  const collection = await withDocuments([{ a: 1 }]);
  expect(await failureOf(collection.find(filter).toArray())).toMatchObject({ code });
});

test('every BSON type comes back exactly as it was written', async () => {
  const document = {
    _id: new ObjectId(), long: Long.fromString('9007199254740993'), decimal: Decimal128.fromString('0.10'), double: new Double(3), int: 3, date: new Date(1), binary: new Binary(Buffer.from([1, 2]), 4),
    regex: /a+/i, timestamp: new Timestamp({ t: 1, i: 2 }), nothing: null, nested: { list: [new Double(0), 'ü', [[]]] }, min: new MinKey(), max: new MaxKey(),
  };
  const collection = db.client.db('find').collection<typeof document>('types');
  await collection.insertOne(document);
  const found = await collection.findOne({ decimal: document.decimal }, { promoteValues: false, promoteLongs: false, bsonRegExp: true });
  expect(found).toMatchObject({ long: document.long, decimal: document.decimal, double: document.double, binary: document.binary, timestamp: document.timestamp, nested: { list: [new Double(0), 'ü', [[]]] } });
});

test('a collation of strength 2 ignores case, with an index and without', async () => {
  const collection = await withDocuments([{ s: 'Straße' }, { s: 'STRASSE' }, { s: 'strase' }, { s: 'Ägypten' }, { s: 'ägypten' }]);
  const collation = { locale: 'de', strength: 2 };
  const without = await collection.countDocuments({ s: 'ÄGYPTEN' }, { collation });
  await collection.createIndex({ s: 1 }, { collation });
  expect([without, await collection.countDocuments({ s: 'ÄGYPTEN' }, { collation })]).toEqual([2, 2]);
});

test('a cursor delivers every document once over many batches', async () => {
  const collection = await withDocuments(Array.from({ length: 1500 }, (_, n) => ({ n })));
  const found = await collection.find().batchSize(97).toArray();
  expect(new Set(found.map(({ n }) => Number(n))).size).toBe(1500);
});

test('skip, limit and sort work together', async () => {
  const collection = await withDocuments(Array.from({ length: 30 }, (_, n) => ({ n: (n * 7) % 30 })));
  const found = await collection.find().sort({ n: -1 }).skip(5).limit(3).toArray();
  expect(found.map(({ n }) => Number(n))).toEqual([24, 23, 22]);
});

test('a query that takes longer than maxTimeMS is stopped with 50', async () => {
  const collection = await withDocuments(Array.from({ length: 20_000 }, (_, n) => ({ n, s: 'x'.repeat(50) })));
  expect(await failureOf(collection.find({ $expr: { $gt: [{ $strLenCP: { $concat: ['$s', '$s'] } }, 1000] } }).maxTimeMS(1).toArray())).toMatchObject({ code: 50 });
});

test('distinct sees the elements of arrays', async () => {
  const collection = await withDocuments([{ t: ['b', 'a'] }, { t: 'c' }, { t: ['a'] }, {}]);
  expect(await collection.distinct('t')).toEqual(['a', 'b', 'c']);
});

test.each<[string, Document, Document, number]>([
  ['all', {}, {}, 5], ['by filter', { v: { $gte: 2 } }, {}, 3], ['with a limit', { v: { $gte: 0 } }, { limit: 2 }, 2], ['with skip', { v: { $gte: 0 } }, { skip: 4 }, 1],
])('documents are counted: %s', async (_title, filter, options, expected) => {
  const collection = await withDocuments([0, 1, 2, 3, 4].map((v) => ({ v })));
  await collection.createIndex({ v: 1 });
  expect(await collection.countDocuments(filter, options)).toBe(expected);
});
