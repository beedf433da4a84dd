import { randomUUID } from 'node:crypto';
import type { NotificationFilter } from '@carillon/domain';
import mongoose, { type Connection } from 'mongoose';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { ensureIndexes } from '../ensure-indexes.ts';
import { createPlanReader } from '../testing/plan-reader.ts';
import { sampleDocument } from '../testing/sample-document.ts';
import { notificationModel } from './model.ts';
import { createNotificationQueries } from './queries.ts';

const ROWS = 2_000;
const limit = 10;
const start = Date.UTC(2026, 10, 1);
const at = (row: number) => new Date(start + row * 60_000);
const idOf = (row: number) => `ntf_${String(row).padStart(26, '0')}`;
const statuses = ['sent', 'sent', 'sent', 'failed', 'unknown'];
const WAITING = 60;
let connection: Connection;
let queries: ReturnType<typeof createNotificationQueries>;
let plansOf: ReturnType<typeof createPlanReader>;

beforeAll(async () => {
  const uri = new URL(inject('mongodbUri'));
  uri.pathname = `/plans-${randomUUID()}`;
  connection = await mongoose.createConnection(uri.href, { autoIndex: false, monitorCommands: true }).asPromise();
  const model = notificationModel(connection, 30);
  queries = createNotificationQueries({ model, clock: { now: () => at(ROWS) } });
  await ensureIndexes(connection);
  const waiting: Record<string, unknown>[] = Array.from({ length: WAITING }, (_, row) => ({ ...sampleDocument(model.schema, 0), _id: idOf(ROWS + row), status: 'queued', category: 'waiting', dueAt: at(row), createdAt: at(-1 - row) }));
  const rows: Record<string, unknown>[] = Array.from({ length: ROWS }, (_, row) => ({
    ...sampleDocument(model.schema, 0),
    _id: idOf(row),
    status: statuses[row % statuses.length],
    channel: row % 4 === 0 ? 'vendor' : 'email',
    to: `user-${row % 50}@example.com`,
    userId: `user-${row % 50}`,
    category: row % 3 === 0 ? 'billing' : 'orders',
    rule: row % 3 === 0 ? 'payment.send-reminder' : null,
    occurrence: row % 3 === 0 ? { subjectId: `payment-${row % 30}`, slot: String(row) } : null,
    template: { name: row % 2 === 0 ? 'welcome' : 'receipt', version: 1 },
    tags: row % 10 === 0 ? ['TEST'] : [],
    terms: [`user-${row % 50}@example.com`, row % 2 === 0 ? 'invoice' : 'order', String(100_000 + row)],
    createdAt: at(row),
    reason: statuses[row % statuses.length] === 'sent' ? null : `reason ${row % 3}`,
  }));
  await model.collection.insertMany([...rows, ...waiting]);
  plansOf = createPlanReader(connection);
});

afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});

/** A page far behind the first. */
async function deep(filter: NotificationFilter): Promise<void> {
  let page = await queries.list(filter, { limit });
  for (let pages = 0; pages < 3 && page.nextCursor !== null; pages += 1) page = await queries.list(filter, { limit, cursor: page.nextCursor });
}

const day = { from: at(500).toISOString(), to: at(1_500).toISOString() };

it.each<[string, NotificationFilter, number]>([
  ['no condition', {}, limit],
  ['a state', { status: ['failed'] }, limit],
  ['several states', { status: ['failed', 'unknown'] }, limit],
  ['a recipient', { recipient: 'USER-7@example.com' }, limit],
  ['a user', { userId: 'user-7' }, limit],
  ['a payment', { paymentId: 'payment-21' }, limit],
  ['a category', { category: 'billing' }, limit],
  ['a rule', { rule: 'payment.send-reminder' }, limit],
  ['a template', { template: 'welcome' }, limit],
  ['a tag', { tag: 'TEST' }, limit],
  ['a time', day, limit],
  ['a state and a time', { status: ['failed'], ...day }, limit],
  ['several states and a time', { status: ['failed', 'unknown'], ...day }, limit],
  ['a category and a time', { category: 'billing', ...day }, limit],
  // What a second condition leaves out is read, and no more than that.
  ['a channel', { channel: 'vendor' }, 4 * limit],
  ['a state and a category', { status: ['failed'], category: 'billing' }, 3 * limit],
  ['a recipient and a state', { recipient: 'user-4@example.com', status: ['unknown'] }, 4 * limit],
  ['several states and a channel', { status: ['failed', 'unknown'], channel: 'vendor' }, 4 * limit],
  ['what failed for one reason', { failure: 'reason 1' }, limit],
  ['what failed for one reason, and a time', { failure: 'reason 1', ...day }, limit],
  ['a frequent word', { search: 'invoice' }, 2 * limit],
  ['a frequent word and a state', { search: 'invoice', status: ['failed'] }, 2 * limit],
])('a page of the log with %s is read from an index in order, however far behind the first it is', async (_title, filter, examined) => {
  const plans = await plansOf(() => deep(filter));
  expect(plans.length).toBeGreaterThan(0);
  expect(plans.filter(({ stages }) => !stages.includes('IXSCAN') || stages.includes('COLLSCAN') || stages.includes('SORT'))).toEqual([]);
  expect(plans.filter((plan) => plan.examined > examined + 5)).toEqual([]);
});

it.each<[string, NotificationFilter]>([
  ['a number of its subject', { search: '101234' }],
  ['an address', { search: 'user-7@example.com' }],
  ['its id', { search: `ntf_${'1'.padStart(26, '0')}` }],
])('a notification is found by %s without reading the others', async (_title, filter) => {
  const plans = await plansOf(() => queries.list(filter, { limit }));
  expect(plans.filter(({ stages }) => stages.includes('COLLSCAN'))).toEqual([]);
  expect(plans.filter(({ examined }) => examined > ROWS / 40)).toEqual([]);
});

it('how many wait is counted without reading any, and how long the oldest does is read from one entry of each state', async () => {
  const [due, later, ...plans] = await plansOf(() => queries.findWaiting(10));
  expect([due, later]).toEqual([{ stages: ['COUNT', 'COUNT_SCAN'], examined: 0 }, { stages: ['COUNT', 'COUNT_SCAN'], examined: 0 }]);
  expect(plans.map(({ stages, examined }) => ({ ordered: stages.includes('IXSCAN') && !stages.includes('SORT'), examined }))).toEqual([{ ordered: true, examined: 1 }, { ordered: true, examined: 0 }]);
});

it('how many of a run were held back is counted without reading any', async () => {
  expect(await plansOf(() => queries.countHeld('run_1'))).toEqual([{ stages: ['COUNT', 'COUNT_SCAN'], examined: 0 }]);
});

it('why notifications failed is read in order from failures alone, from no more of them than are looked at, and counted without reading any', async () => {
  const plans = await plansOf(() => queries.findTopErrors(at(0), { limit: 5, cap: 1_000 }));
  expect(plans).toEqual([
    { stages: ['LIMIT', 'FETCH', 'IXSCAN'], examined: 200 },
    ...Array.from({ length: 3 }, () => ({ stages: ['COUNT', 'COUNT_SCAN'], examined: 0 })),
  ]);
});

it.each<[string, NotificationFilter]>([
  ['a state', { status: ['failed'] }],
  ['several states and a time', { status: ['failed', 'sent'], ...day }],
  ['a recipient', { recipient: 'user-7@example.com' }],
  ['a user and a time', { userId: 'user-7', ...day }],
  ['a category', { category: 'billing' }],
  ['a time', day],
  ['what failed for one reason', { failure: 'reason 1', ...day }],
])('how many have %s is counted without reading any', async (_title, filter) => {
  const plans = await plansOf(() => queries.count(filter, 1_000));
  expect(plans).toEqual([{ stages: ['COUNT', 'COUNT_SCAN'], examined: 0 }]);
});

it('several states are one list, newest first, each row once, page after page', async () => {
  const filter: NotificationFilter = { status: ['failed', 'unknown', 'failed'], ...day };
  const first = await queries.list(filter, { limit: 3 });
  const second = await queries.list(filter, { limit: 3, cursor: first.nextCursor ?? undefined });
  expect([...first.items, ...second.items].map(({ createdAt }) => createdAt)).toEqual([1499, 1498, 1494, 1493, 1489, 1488].map((row) => at(row).toISOString()));
});
