import { Decimal128, Double, Long, type Document } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { failureOf, startTestServer, type TestServer } from './start-test-server.ts';

const now = new Date('2026-11-21T09:00:00Z');
let db: TestServer;
beforeAll(async () => {
  db = await startTestServer({ now: () => now });
});
afterAll(() => db.stop());

const two = Decimal128.fromString('2');
const day = (n: number): Date => new Date(Date.UTC(2026, 10, n));

/** What a pipeline makes of documents, in its own order. */
const run = (documents: readonly Document[], ...stages: Document[]): Promise<Document[]> =>
  db.client.db('windows').aggregate([{ $documents: [...documents] }, ...stages], { promoteValues: true }).toArray();

/** What a window function computes over documents in the order of `x`. */
async function over(values: readonly Document[], computed: Document): Promise<unknown[]> {
  const results = await run(values, { $setWindowFields: { sortBy: { x: 1 }, output: { r: computed } } });
  return results.map(({ r }): unknown => r);
}

const mixed: Document[] = [{ x: Long.fromNumber(1), y: 10 }, { x: two, y: new Double(20) }, { x: new Double(3), y: Long.fromNumber(30) }, { x: 4, y: Decimal128.fromString('40') }];
const gaps: Document[] = [{ x: 1, y: new Double(2) }, { x: 2 }, { x: 3, y: null }, { x: 5, y: Long.fromNumber(10) }, { x: 6 }];
const ties: Document[] = [{ x: 1 }, { x: Long.ONE }, { x: new Double(2) }, { x: 3 }];
const daily: Document[] = [{ x: day(1), y: 1 }, { x: day(2), y: 2 }, { x: day(4), y: 8 }];

test.each<[string, Document[], Document, unknown[]]>([
  ['a running sum over all number types', mixed, { $sum: '$y', window: { documents: ['unbounded', 'current'] } }, [10, 30, 60, Decimal128.fromString('100')]],
  ['neighbours by position', mixed, { $push: '$x', window: { documents: [-1, 0] } }, [[1], [1, two], [two, 3], [3, 4]]],
  ['neighbours by value', mixed, { $count: {}, window: { range: [-1, 1] } }, [2, 3, 3, 2]],
  ['neighbours in time', daily, { $sum: '$y', window: { range: [-1, 'current'], unit: 'day' } }, [1, 3, 8]],
  ['equals of the current one', ties, { $count: {}, window: { range: ['current', 'current'] } }, [2, 2, 1, 1]],
  ['the whole partition without a window', ties, { $max: '$x' }, [3, 3, 3, 3]],
  ['$documentNumber', ties, { $documentNumber: {} }, [1, 2, 3, 4]],
  ['$rank', ties, { $rank: {} }, [1, 1, 3, 4]],
  ['$denseRank', ties, { $denseRank: {} }, [1, 1, 2, 3]],
  ['$shift', ties, { $shift: { output: '$x', by: -1, default: 'none' } }, ['none', 1, 1, 2]],
  ['$locf', gaps, { $locf: '$y' }, [2, 2, 2, 10, 10]],
  ['$linearFill', gaps, { $linearFill: '$y' }, [2, 4, 6, 10, null]],
  ['$expMovingAvg', mixed, { $expMovingAvg: { input: '$y', N: 3 } }, [10, 15, 22.5, Decimal128.fromString('31.250000000000000')]],
  ['$derivative in time', daily, { $derivative: { input: '$y', unit: 'day' }, window: { documents: [-1, 0] } }, [null, 1, 3]],
  ['$integral', [{ x: 1, y: 1 }, { x: Long.fromNumber(3), y: 3 }], { $integral: { input: '$y' }, window: { documents: ['unbounded', 'current'] } }, [0, 4]],
  ['$stdDevPop', mixed.slice(0, 3), { $stdDevPop: '$x' }, [0.816496580927726, 0.816496580927726, 0.816496580927726]],
  ['$median', mixed, { $median: { input: '$y', method: 'approximate' } }, [20, 20, 20, 20]],
])('a window computes with every type of number: %s', async (_title, documents, computed, expected) => {
  expect(await over(documents, computed)).toEqual(expected);
});

test('partitions are apart, by value whatever its type, and fields are merged at their paths', async () => {
  const documents = [{ k: 1, x: 2, o: { p: 1 } }, { k: Long.ONE, x: 1 }, { k: 2, x: 1 }];
  const results = await run(documents, { $setWindowFields: { partitionBy: '$k', sortBy: { x: 1 }, output: { 'o.n': { $documentNumber: {} } } } });
  expect(results).toEqual([{ k: 1, x: 1, o: { n: 1 } }, { k: 1, x: 2, o: { p: 1, n: 2 } }, { k: 2, x: 1, o: { n: 1 } }]);
});

test('$fill fills by value, by the last one, and in between', async () => {
  const filled = await run(gaps, { $fill: { sortBy: { x: 1 }, output: { y: { method: 'linear' }, z: { value: { $add: ['$x', 1] } } } } });
  expect(filled.map(({ y, z }): unknown[] => [y, z])).toEqual([[2, 2], [4, 3], [6, 4], [10, 6], [null, 7]]);
  const carried = await run([{ k: 'a', x: 1, y: 5 }, { k: 'b', x: 2 }, { k: 'a', x: 3 }], { $fill: { partitionByFields: ['k'], sortBy: { x: 1 }, output: { y: { method: 'locf' } } } });
  expect(carried).toEqual(expect.arrayContaining([{ k: 'a', x: 3, y: 5 }, { k: 'b', x: 2, y: null }]));
});

test.each<[string, Document[], Document, unknown[]]>([
  ['numbers of every type', [{ x: Long.ONE }, { x: new Double(3) }, { x: Decimal128.fromString('4') }], { range: { step: 1, bounds: 'full' } }, [1, 2, 3, Decimal128.fromString('4')]],
  ['explicit bounds, the upper left out', [{ x: 2 }], { range: { step: 2, bounds: [0, 6] } }, [0, 2, 4]],
  ['the last days of months', [{ x: new Date('2026-01-31T00:00:00Z') }, { x: new Date('2026-03-31T00:00:00Z') }], { range: { step: 1, unit: 'month', bounds: 'full' } }, [new Date('2026-01-31T00:00:00Z'), new Date('2026-02-28T00:00:00Z'), new Date('2026-03-31T00:00:00Z')]],
  ['what has no value stays', [{ y: 1 }, { x: 1 }], { range: { step: 1, bounds: 'full' } }, [undefined, 1]],
])('$densify over %s', async (_title, documents, specification, expected) => {
  expect((await run(documents, { $densify: { field: 'x', ...specification } })).map(({ x }): unknown => x)).toEqual(expected);
});

test('$densify keeps partitions apart', async () => {
  const results = await run([{ k: 'a', x: 1 }, { k: 'a', x: 3 }, { k: 'b', x: 2 }], { $densify: { field: 'x', partitionByFields: ['k'], range: { step: 1, bounds: 'partition' } } });
  expect(results).toEqual([{ k: 'a', x: 1 }, { k: 'a', x: 2 }, { k: 'a', x: 3 }, { k: 'b', x: 2 }]);
});

test('$bucketAuto parts values of all types in their order, equals together', async () => {
  const documents = [{ v: 3 }, { v: Long.ONE }, { v: new Double(1) }, { v: two }, { v: 'text' }];
  expect(await run(documents, { $bucketAuto: { groupBy: '$v', buckets: 2, output: { n: { $sum: 1 } } } })).toEqual([
    { _id: { min: 1, max: 3 }, n: 3 }, { _id: { min: 3, max: 'text' }, n: 2 },
  ]);
});

test.each<[string, Document, unknown]>([
  ['$maxN', { $maxN: { n: Long.fromNumber(2), input: '$y' } }, [Decimal128.fromString('40'), 30]],
  ['$minN', { $minN: { n: 2, input: '$y' } }, [10, 20]],
  ['$firstN', { $firstN: { n: 1, input: '$y' } }, [10]],
  ['$percentile', { $percentile: { input: '$y', p: [0.25, 1], method: 'approximate' } }, [10, 40]],
  ['$stdDevSamp of one', { $stdDevSamp: { $cond: [{ $eq: ['$x', 1] }, '$y', null] } }, null],
])('%s folds numbers of every type', async (_title, accumulator, expected) => {
  expect(await run(mixed, { $sort: { x: 1 } }, { $group: { _id: null, r: accumulator } })).toEqual([{ _id: null, r: expected }]);
});

test('$$NOW is the server\'s clock', async () => {
  const collection = db.client.db('windows').collection('now');
  await collection.insertOne({ at: null });
  await collection.updateOne({ $expr: { $lt: [new Date(0), '$$NOW'] } }, [{ $set: { at: '$$NOW' } }]);
  expect(await collection.aggregate([{ $project: { _id: 0, at: 1, now: '$$NOW' } }]).toArray()).toEqual([{ at: now, now }]);
});

test.each<[string, Document, number]>([
  ['a window for a rank', { $setWindowFields: { sortBy: { x: 1 }, output: { r: { $rank: {}, window: { documents: [0, 1] } } } } }, 5371601],
  ['a rank without an order', { $setWindowFields: { output: { r: { $rank: {} } } } }, 5371602],
  ['a range over text', { $setWindowFields: { sortBy: { t: 1 }, output: { r: { $sum: '$x', window: { range: [-1, 1] } } } } }, 5429414],
  ['a window function that does not exist', { $setWindowFields: { sortBy: { x: 1 }, output: { r: { $nothing: 1 } } } }, 9],
  ['the series of $bucketAuto', { $bucketAuto: { groupBy: '$x', buckets: 2, granularity: 'R5' } }, 303],
  ['a script', { $setWindowFields: { output: { r: { $accumulator: {} } } } }, 2],
  ['text between numbers', { $densify: { field: 't', range: { step: 1, bounds: 'full' } } }, 5733201],
])('%s is refused', async (_title, stage, code) => {
  expect(await failureOf(run([{ x: 1, t: 'a' }], stage))).toMatchObject({ code });
});
