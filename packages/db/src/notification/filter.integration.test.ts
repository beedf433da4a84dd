import { randomUUID } from 'node:crypto';
import { matchesFilter, noReason, NotificationFilter, NotificationStatus, searchTermsOf, type NotificationSummary } from '@carillon/domain';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { connectDatabase, type Database } from '../connection.ts';
import { ensureIndexes } from '../ensure-indexes.ts';
import { sampleDocument } from '../testing/sample-document.ts';
import { toQueryFilter } from './filter.ts';
import { notificationModel, type NotificationModel } from './model.ts';
import { toSummary } from './to-domain.ts';

const ids = Array.from({ length: 200 }, (_, row) => `ntf_${String(row).padStart(26, '0')}`);
const start = Date.UTC(2026, 5, 15);
const instants = [0, 1, 2, 3].map((seconds) => new Date(start + seconds * 1_000));
const addresses = ['ada@example.com', 'ada.b@example.com', 'grace+x@example.org', 'žofie@example.com'] as const;
const reason = fc.constantFrom(null, 'No such user', 'The mailbox is full (552).');
const one = <Item>(...items: Item[]) => fc.constantFrom(...items);

const row = fc.record({
  status: one(...NotificationStatus.options),
  reason,
  channel: one('email', 'vendor'),
  to: one(...addresses),
  userId: one(null, '7', '1042'),
  subject: one('Your invoice is overdue', 'Invoice 1042: due (3 days)', 'Über uns', 'Hello'),
  category: one('billing', 'news'),
  rule: one(null, 'payment.send-reminder', 'user.inactive-user'),
  occurrence: one(null, { subjectId: '7', slot: 'slot' }, { subjectId: '1042', slot: 'slot' }),
  template: one(null, { name: 'welcome', version: 1 }, { name: 'receipt', version: 2 }),
  tags: fc.subarray(['TEST', 'vip']),
  createdAt: one(...instants),
});

const instant = one(...instants).map((at) => at.toISOString());
const typed = one(
  'ada', 'ADA@', 'ada@example.com', 'example.com', 'example', 'com@', 'grace+x', 'invoice', 'voice', 'overdue INVOICE', 'invoice-over', 'invoice paid', '1042', '10 inv', '(3', 'über', 'ber', '.', ' - ', '^', ids[3]!, 'ntf_nobody',
);
const conditions = {
  status: fc.subarray([...NotificationStatus.options], { minLength: 1, maxLength: 4 }),
  channel: one('email', 'vendor'),
  rule: one('payment.send-reminder', 'other'),
  category: one('billing', 'news'),
  template: one('welcome', 'receipt'),
  tag: one('TEST', 'vip', 'LIVE'),
  recipient: one('ADA@example.com', 'grace+x@example.org', 'ada@example.co'),
  userId: one('7', '1042'),
  paymentId: one('7', '1042'),
  failure: one(noReason, 'No such user', 'The mailbox'),
  from: instant,
  to: instant,
  search: typed,
};
const condition = fc.oneof(...Object.entries<fc.Arbitrary<unknown>>(conditions).map(([name, value]) => value.map((given) => ({ [name]: given }))));
/** Few at a time: with more, nearly nothing is found. */
const filter = fc.array(condition, { maxLength: 3 }).map((parts) => Object.assign({}, ...parts));

let database: Database;
let model: NotificationModel;
let log: NotificationSummary[];

beforeAll(async () => {
  const uri = new URL(inject('mongodbUri'));
  uri.pathname = `/filters-${randomUUID()}`;
  database = await connectDatabase({ uri: uri.href });
  model = notificationModel(database.connection, 30);
  await ensureIndexes(database.connection);
  const rows = fc.sample(row, ids.length).map((fields, index) => ({ ...sampleDocument(model.schema, 0), ...fields, _id: ids[index]!, terms: searchTermsOf(fields.to, fields.subject) }));
  await model.collection.insertMany(rows as never[]);
  log = (await model.find().lean()).map(toSummary);
});
afterAll(async () => {
  await database.connection.dropDatabase();
  await database.close();
});

it('a query finds exactly what belongs in the log by the words of its filters', async () => {
  await fc.assert(
    fc.asyncProperty(filter, async (given) => {
      const wanted = NotificationFilter.parse(given);
      const found = await model.find(toQueryFilter(wanted), { _id: 1 }).lean<{ _id: string }[]>();
      expect(found.map(({ _id }) => _id).toSorted()).toEqual(log.flatMap((each) => (matchesFilter(each, wanted) ? [String(each.id)] : [])).toSorted());
    }),
    { numRuns: 300 },
  );
});
