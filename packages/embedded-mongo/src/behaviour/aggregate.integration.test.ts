import { Long, type Document } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './start-test-server.ts';

let db: TestServer;
beforeAll(async () => {
  db = await startTestServer();
  const pipelines = db.client.db('pipelines');
  await pipelines.collection('orders').insertMany([
    { _id: 1 as never, customer: 'a', total: 10, at: new Date('2026-11-20T23:30:00Z'), items: ['x', 'y'], o: { p: 1 } },
    { _id: 2 as never, customer: 'b', total: 20, at: new Date('2026-11-21T10:00:00Z'), items: ['x'] },
    { _id: 3 as never, customer: 'a', total: 30, at: new Date('2026-11-21T12:00:00Z'), items: [] },
  ]);
  await pipelines.collection('customers').insertMany([{ _id: 'a' as never, name: 'Ada', ids: [1, 3] }, { _id: 'b' as never, name: 'Bob', ids: [2] }]);
});
afterAll(() => db.stop());

/** Named apart from the literal, which would look like a promise. */
const thenField = ['th', 'en'].join('');

const run = (pipeline: Document[], name = 'orders'): Promise<Document[]> => db.client.db('pipelines').collection(name).aggregate(pipeline).toArray();

test.each<[string, Document[], Document[]]>([
  ['$group with several accumulators', [{ $group: { _id: '$customer', n: { $sum: 1 }, sum: { $sum: '$total' }, avg: { $avg: '$total' }, max: { $max: '$at' }, first: { $first: '$_id' }, all: { $push: '$total' } } }, { $sort: { _id: 1 } }], [{ _id: 'a', n: 2, sum: 40, avg: 20, max: new Date('2026-11-21T12:00:00Z'), first: 1, all: [10, 30] }, { _id: 'b', n: 1, sum: 20, avg: 20, max: new Date('2026-11-21T10:00:00Z'), first: 2, all: [20] }]],
  ['$group over everything', [{ $group: { _id: null, sum: { $sum: '$total' } } }], [{ _id: null, sum: 60 }]],
  ['$group by day in a time zone', [{ $group: { _id: { $dateTrunc: { date: '$at', unit: 'day', timezone: 'Europe/Berlin' } }, n: { $sum: 1 } } }], [{ _id: new Date('2026-11-20T23:00:00Z'), n: 3 }]],
  ['$group with $top', [{ $group: { _id: null, best: { $top: { sortBy: { total: -1 }, output: '$_id' } }, two: { $topN: { n: 2, sortBy: { total: -1 }, output: '$_id' } } } }], [{ _id: null, best: 3, two: [3, 2] }]],
  ['$addToSet by value', [{ $unwind: '$items' }, { $group: { _id: null, set: { $addToSet: '$items' } } }], [{ _id: null, set: ['x', 'y'] }]],
  ['$project computes and keeps the order of fields', [{ $match: { _id: 1 } }, { $project: { t: '$total', 'o.p': 1, both: ['$customer', '$missing'] } }], [{ _id: 1, o: { p: 1 }, t: 10, both: ['a', null] }]],
  ['$addFields merges into an embedded document', [{ $match: { _id: 1 } }, { $addFields: { o: { q: 2 } } }, { $project: { o: 1, _id: 0 } }], [{ o: { p: 1, q: 2 } }]],
  ['$unwind with preserved empties', [{ $unwind: { path: '$items', preserveNullAndEmptyArrays: true, includeArrayIndex: 'i' } }, { $match: { _id: 3 } }, { $project: { i: 1, items: 1 } }], [{ _id: 3, i: null }]],
  ['$lookup by equality', [{ $match: { _id: 2 } }, { $lookup: { from: 'customers', localField: 'customer', foreignField: '_id', as: 'c' } }, { $project: { c: '$c.name' } }], [{ _id: 2, c: ['Bob'] }]],
  ['$lookup into an array', [{ $match: { _id: 3 } }, { $lookup: { from: 'customers', localField: '_id', foreignField: 'ids', as: 'c' } }, { $project: { c: '$c._id' } }], [{ _id: 3, c: ['a'] }]],
  ['$lookup with a pipeline and variables', [{ $match: { _id: 1 } }, { $lookup: { from: 'customers', let: { who: '$customer' }, pipeline: [{ $match: { $expr: { $eq: ['$_id', '$$who'] } } }, { $project: { name: 1, _id: 0 } }], as: 'c' } }, { $project: { c: 1 } }], [{ _id: 1, c: [{ name: 'Ada' }] }]],
  ['$unionWith', [{ $project: { _id: 1 } }, { $unionWith: { coll: 'customers', pipeline: [{ $project: { _id: 1 } }] } }, { $count: 'n' }], [{ n: 5 }]],
  ['$facet', [{ $facet: { sums: [{ $group: { _id: null, s: { $sum: '$total' } } }], ids: [{ $match: { total: { $gt: 10 } } }, { $count: 'n' }] } }], [{ sums: [{ _id: null, s: 60 }], ids: [{ n: 2 }] }]],
  ['$bucket', [{ $bucket: { groupBy: '$total', boundaries: [0, 15, 25], default: 'more' } }], [{ _id: 0, count: 1 }, { _id: 15, count: 1 }, { _id: 'more', count: 1 }]],
  ['$sortByCount', [{ $sortByCount: '$customer' }, { $limit: 1 }], [{ _id: 'a', count: 2 }]],
  ['$count of nothing is no document', [{ $match: { _id: 99 } }, { $count: 'n' }], []],
  ['$setWindowFields', [{ $setWindowFields: { partitionBy: '$customer', sortBy: { at: 1 }, output: { running: { $sum: '$total', window: { documents: ['unbounded', 'current'] } } } } }, { $sort: { _id: 1 } }, { $project: { running: 1 } }], [{ _id: 1, running: 10 }, { _id: 2, running: 20 }, { _id: 3, running: 40 }]],
  ['$replaceRoot', [{ $match: { _id: 1 } }, { $replaceRoot: { newRoot: '$o' } }], [{ p: 1 }]],
  ['$graphLookup', [{ $match: { _id: 1 } }, { $graphLookup: { from: 'customers', startWith: '$customer', connectFromField: '_id', connectToField: '_id', as: 'g' } }, { $project: { n: { $size: '$g' } } }], [{ _id: 1, n: 1 }]],
])('a pipeline answers what MongoDB answers: %s', async (_title, pipeline, expected) => {
  expect(await run(pipeline)).toEqual(expected);
});

test.each<[string, Document, unknown]>([
  ['$add of a date', { $add: [new Date(0), 5] }, new Date(5)],
  ['$subtract of dates', { $subtract: [new Date(9), new Date(4)] }, 5],
  ['$divide', { $divide: [7, 2] }, 3.5],
  ['$mod', { $mod: [-7, 3] }, -1],
  ['$round to even', { $round: [2.5] }, 2],
  ['$round to places', { $round: [2.345, 1] }, 2.3],
  ['$toInt', { $toInt: '42' }, 42],
  ['$toString of a date', { $toString: new Date(0) }, '1970-01-01T00:00:00.000Z'],
  ['$convert with onError', { $convert: { input: 'x', to: 'int', onError: 'no' } }, 'no'],
  ['$type', { $type: { $literal: Long.ONE } }, 'long'],
  ['$cond with a zero of another type', { $cond: [{ $literal: Long.ZERO }, 'yes', 'no'] }, 'no'],
  ['$ifNull', { $ifNull: ['$missing', null, 'z'] }, 'z'],
  ['$switch', { $switch: { branches: [Object.fromEntries([['case', { $gt: ['$total', 100] }], [thenField, 'big']])], default: 'small' } }, 'small'],
  ['$in', { $in: ['x', '$items'] }, true],
  ['$setUnion', { $setUnion: [[1, 2], [2, 3]] }, [1, 2, 3]],
  ['$arrayElemAt', { $arrayElemAt: ['$items', -1] }, 'y'],
  ['$filter', { $filter: { input: [1, 2, 3], cond: { $gt: ['$$this', 1] } } }, [2, 3]],
  ['$map', { $map: { input: [1, 2], as: 'v', in: { $multiply: ['$$v', 10] } } }, [10, 20]],
  ['$reduce', { $reduce: { input: [1, 2, 3], initialValue: 0, in: { $add: ['$$value', '$$this'] } } }, 6],
  ['$concat', { $concat: ['a', '-', '$customer'] }, 'a-a'],
  ['$concat with null', { $concat: ['a', null] }, null],
  ['$dateToString', { $dateToString: { date: '$at', format: '%Y-%m-%dT%H:%M:%S.%LZ' } }, '2026-11-20T23:30:00.000Z'],
  ['$dateDiff', { $dateDiff: { startDate: new Date('2026-01-31T00:00:00Z'), endDate: new Date('2026-03-01T00:00:00Z'), unit: 'month' } }, 2],
  ['$dateTrunc to the week', { $dateTrunc: { date: new Date('2026-11-21T13:00:00Z'), unit: 'week', startOfWeek: 'monday' } }, new Date('2026-11-16T00:00:00Z')],
  ['$dateTrunc in a zone, across a change of its clocks', { $dateTrunc: { date: new Date('2026-03-29T12:00:00Z'), unit: 'day', timezone: 'Europe/Berlin' } }, new Date('2026-03-28T23:00:00Z')],
  ['$dateAdd', { $dateAdd: { startDate: new Date('2026-01-31T00:00:00Z'), unit: 'month', amount: 1 } }, new Date('2026-02-28T00:00:00Z')],
  ['$sum of a list', { $sum: [1, '$total'] }, 11],
  ['$mergeObjects', { $mergeObjects: ['$o', { z: 1 }] }, { p: 1, z: 1 }],
  ['$cmp across types', { $cmp: ['text', 5] }, 1],
  ['$sortArray', { $sortArray: { input: [3, 1, 2], sortBy: -1 } }, [3, 2, 1]],
  ['$sqrt', { $sqrt: 16 }, 4],
])('an expression computes what MongoDB computes: %s', async (_title, expression, expected) => {
  const [document] = await run([{ $match: { _id: 1 } }, { $project: { _id: 0, r: expression } }]);
  expect(document).toEqual({ r: expected });
});

test('$merge updates and inserts', async () => {
  await run([{ $group: { _id: '$customer', total: { $sum: '$total' } } }, { $merge: { into: 'totals' } }]);
  await run([{ $match: { customer: 'a' } }, { $group: { _id: '$customer', n: { $sum: 1 } } }, { $merge: 'totals' }]);
  expect(await run([{ $sort: { _id: 1 } }], 'totals')).toEqual([{ _id: 'a', total: 40, n: 2 }, { _id: 'b', total: 20 }]);
});

test('$out replaces a collection, or leaves it as it was', async () => {
  const target = db.client.db('pipelines').collection('out');
  await target.insertOne({ old: 1 });
  await target.createIndex({ customer: 1 }, { unique: true });
  await run([{ $out: 'out' }]).catch(() => undefined);
  expect(await target.find({}, { projection: { _id: 0 } }).toArray()).toEqual([{ old: 1 }]);
  await run([{ $match: { _id: { $lt: 3 } } }, { $project: { customer: 1 } }, { $out: 'out' }]);
  expect(await target.find().toArray()).toEqual([{ _id: 1, customer: 'a' }, { _id: 2, customer: 'b' }]);
});

test('a view answers through its pipeline', async () => {
  await db.client.db('pipelines').createCollection('big', { viewOn: 'orders', pipeline: [{ $match: { total: { $gte: 20 } } }] });
  expect(await db.client.db('pipelines').collection('big').countDocuments()).toBe(2);
  expect((await db.client.db('pipelines').collection('big').find({ customer: 'a' }).toArray()).map(({ _id }) => Number(_id))).toEqual([3]);
});

test('1 and NumberLong(1) are one group', async () => {
  const collection = db.client.db('pipelines').collection('types');
  await collection.insertMany([{ k: 1 }, { k: Long.ONE }, { k: 1.5 }]);
  expect(await run([{ $group: { _id: '$k', n: { $sum: 1 } } }, { $sort: { n: -1 } }], 'types')).toEqual([{ _id: 1, n: 2 }, { _id: 1.5, n: 1 }]);
});
