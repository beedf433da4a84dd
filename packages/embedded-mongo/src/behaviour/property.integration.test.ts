import fc from 'fast-check';
import { Decimal128, Long, type Document } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './start-test-server.ts';

let db: TestServer;
beforeAll(async () => {
  db = await startTestServer();
});
afterAll(() => db.stop());

const scalar = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom<unknown>(1.5, Long.fromNumber(2), Decimal128.fromString('1'), null, true, 'a', 'b', 'ab', '', new Date(0), new Date(1000)),
);
const value = fc.oneof({ weight: 4, arbitrary: scalar }, { weight: 2, arbitrary: fc.array(scalar, { maxLength: 3 }) }, { weight: 1, arbitrary: fc.record({ b: scalar }, { requiredKeys: [] }) }, { weight: 1, arbitrary: fc.array(fc.record({ b: scalar }, { requiredKeys: [] }), { maxLength: 2 }) });
const document = fc.record({ a: value, c: value, d: fc.integer({ min: 0, max: 4 }) }, { requiredKeys: ['d'] });
const path = fc.constantFrom('a', 'c', 'd', 'a.b', 'c.0');
const condition = fc.oneof(
  scalar,
  fc.tuple(fc.constantFrom('$gt', '$gte', '$lt', '$lte', '$eq', '$ne'), scalar).map(([name, operand]): Document => ({ [name]: operand })),
  fc.tuple(scalar, scalar).map(([low, high]): Document => ({ $gte: low, $lt: high })),
  fc.array(scalar, { minLength: 1, maxLength: 3 }).map((list): Document => ({ $in: list })),
  fc.boolean().map((exists): Document => ({ $exists: exists })),
  fc.constant<Document>({ $regex: '^a' }),
  fc.tuple(scalar, scalar).map(([low, high]): Document => ({ $elemMatch: { $gte: low, $lte: high } })),
);
const simple = fc.tuple(path, condition).map(([name, wanted]): Document => ({ [name]: wanted }));
const filter = fc.oneof(
  simple,
  fc.tuple(simple, simple).map(([left, right]): Document => ({ $and: [left, right] })),
  fc.tuple(simple, simple).map(([left, right]): Document => ({ $or: [left, right] })),
  fc.tuple(simple, simple, simple).map(([first, left, right]): Document => ({ $and: [first, { $or: [left, right] }] })),
);
const sort = fc.constantFrom<Document>({ _id: 1 }, { d: 1, _id: 1 }, { d: -1, _id: -1 }, { a: 1, _id: 1 }, { c: -1, _id: 1 }, { d: 1, a: 1, _id: 1 });
const update = fc.constantFrom<Document>({ $inc: { d: 1 } }, { $set: { a: 'z' } }, { $unset: { c: '' } }, { $set: { 'c.0': 1 } }, { $set: { 'a.b': 2 } }, { $push: { e: 1 } }, { $rename: { a: 'f' } });

/** Those that never fail, so that it does not matter which document is changed first. */
const updateOfMany = fc.constantFrom<Document>({ $inc: { d: 1 } }, { $max: { d: 3 } }, { $set: { a: 'z' } }, { $unset: { c: '' } }, { $mul: { d: 2 }, $set: { a: 1 } });

const indexes = [{ a: 1 }, { c: -1, d: 1 }, { d: 1, a: 1, _id: 1 }, { 'a.b': 1 }, { d: -1, _id: -1 }, { 'c.0': 1 }] as const;

async function twins(documents: readonly Document[], run: number) {
  const [plain, indexed] = ['plain', 'indexed'].map((name) => db.client.db('property').collection(`${name}${run}`));
  if (!plain || !indexed) throw new Error('there are two collections');
  await indexed.createIndexes([...indexes.map((key) => ({ key: key as never })), { key: { a: 1 }, name: 'sparse', sparse: true }, { key: { c: 1 }, name: 'partial', partialFilterExpression: { d: { $gte: 2 } } }, { key: { d: 1 }, name: 'partial-array', partialFilterExpression: { a: { $in: [1, 2, 'a'] } } }]).catch(() => undefined);
  for (const collection of [plain, indexed]) await collection.insertMany(documents.map((each, index) => ({ _id: index as never, ...each })));
  return { plain, indexed };
}

let runs = 0;

test('a collection with indexes and one without find the same, in the same order', async () => {
  await fc.assert(fc.asyncProperty(fc.array(document, { minLength: 1, maxLength: 25 }), fc.array(fc.tuple(filter, sort), { minLength: 6, maxLength: 6 }), async (documents, queries) => {
    runs += 1;
    const { plain, indexed } = await twins(documents, runs);
    for (const [wanted, order] of queries) {
      const expected = await plain.find(wanted).sort(order).toArray();
      expect(await indexed.find(wanted).sort(order).toArray()).toEqual(expected);
      expect(await indexed.countDocuments(wanted)).toBe(expected.length);
      expect(await db.client.db('property').command({ count: indexed.collectionName, query: wanted })).toMatchObject({ n: expected.length });
      expect(await indexed.find(wanted).sort(order).skip(1).limit(3).toArray()).toEqual(expected.slice(1, 4));
    }
  }), { numRuns: 60 });
});

test('an update of many changes each match once, however it moves along the index it was found by', async () => {
  await fc.assert(fc.asyncProperty(fc.array(document, { minLength: 1, maxLength: 20 }), fc.array(fc.tuple(filter, updateOfMany), { minLength: 3, maxLength: 3 }), async (documents, changes) => {
    runs += 1;
    const { plain, indexed } = await twins(documents, runs);
    for (const [wanted, change] of changes) {
      const [expected, outcome] = [await plain.updateMany(wanted, change), await indexed.updateMany(wanted, change)];
      expect(outcome).toEqual(expected);
    }
    expect(await indexed.find().sort({ _id: 1 }).toArray()).toEqual(await plain.find().sort({ _id: 1 }).toArray());
    expect(await db.client.db('property').command({ validate: indexed.collectionName })).toMatchObject({ valid: true, errors: [] });
  }), { numRuns: 30 });
});

test('updates and deletes leave the same behind, and indexes that agree with the documents', async () => {
  await fc.assert(fc.asyncProperty(fc.array(document, { minLength: 1, maxLength: 20 }), fc.array(fc.tuple(filter, update), { minLength: 4, maxLength: 4 }), filter, async (documents, changes, gone) => {
    runs += 1;
    const { plain, indexed } = await twins(documents, runs);
    for (const [wanted, change] of changes) {
      const outcomes = await Promise.allSettled([plain, indexed].map((collection) => collection.findOneAndUpdate(wanted, change, { sort: { _id: 1 } })));
      expect(outcomes.map(({ status }) => status)).toEqual([outcomes[0]?.status, outcomes[0]?.status]);
    }
    await Promise.all([plain, indexed].map((collection) => collection.deleteMany(gone)));
    expect(await indexed.find().sort({ _id: 1 }).toArray()).toEqual(await plain.find().sort({ _id: 1 }).toArray());
    expect(await db.client.db('property').command({ validate: indexed.collectionName })).toMatchObject({ valid: true, errors: [] });
  }), { numRuns: 40 });
});
