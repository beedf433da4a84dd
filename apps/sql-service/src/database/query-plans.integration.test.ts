import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPaymentRepository } from '../payments/repository.ts';
import { openEmptyDatabase } from '../testing/open-empty-database.ts';
import { createVerificationRepository } from '../verifications/repository.ts';

const client = await openEmptyDatabase();
const asked: { sql: string; params: unknown[] }[] = [];
const db = drizzle(client, { logger: { logQuery: (sql, params) => void asked.push({ sql, params }) } });
const payments = createPaymentRepository({ db });
const verifications = createVerificationRepository({ db });

beforeAll(async () => {
  await migrate(db, { migrationsFolder: join(import.meta.dirname, '../../migrations') });
  // Enough rows, few of them owed or waiting, for the planner to have a choice.
  await client.exec(`
    insert into payments select 'p' || n, 'u' || n % 500, 'INV-' || n, '', 100, 'EUR', date '2026-01-01' + n % 365,
      case when n % 20 = 0 then 'pending' when n % 20 = 1 then 'overdue' else 'paid' end, case when n % 20 > 1 then now() end, now(), now() from generate_series(1, 20000) n;
    insert into verifications select 'v' || n, 'u' || n % 500, 'e', 'e@x.test', case when n % 20 = 0 then 'pending' else 'verified' end,
      timestamptz '2026-01-01' + n * interval '1 minute', now(), case when n % 20 > 0 then now() end, now(), now() from generate_series(1, 20000) n;
    analyze;`);
}, 120_000);
afterAll(() => client.close());

/** How PostgreSQL carries out the statement that `call` makes. */
async function planOf(call: () => Promise<unknown>): Promise<string> {
  asked.length = 0;
  await call();
  const [statement] = asked;
  const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${statement?.sql}`, statement?.params);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

const limit = 100;
const cursorAt = (at: string, id: string) => Buffer.from(JSON.stringify([at, id])).toString('base64url');
const paymentCursor = cursorAt('2026-06-01', 'p5');
const verificationCursor = cursorAt('2026-01-05T00:00:00.000Z', 'v5');

it.each<[string, () => Promise<unknown>, string | RegExp]>([
  ['due payments', () => payments.listDue({ from: '2026-06-01', to: '2026-06-08', limit }), /payments_(owed|by_status)/],
  ['their next page', () => payments.listDue({ from: '2026-05-01', to: '2026-06-08', limit, cursor: paymentCursor }), /payments_(owed|by_status)/],
  ['overdue payments', () => payments.listOverdue({ before: '2026-06-01', status: ['pending', 'overdue'], limit }), 'payments_owed'],
  ['their next page', () => payments.listOverdue({ before: '2026-09-01', status: ['pending', 'overdue'], limit, cursor: paymentCursor }), 'payments_owed'],
  ['all payments', () => payments.list({ limit }), 'payments_by_due_date'],
  ['their next page', () => payments.list({ limit, cursor: paymentCursor }), 'payments_by_due_date'],
  ['payments of a user', () => payments.list({ userId: 'u7', limit: 10 }), 'payments_by_user'],
  ['payments in a state', () => payments.list({ status: 'cancelled', limit }), 'payments_by_status'],
  ['payments by the beginning of the reference', () => payments.list({ search: 'inv-1234', limit }), 'payments_by_reference'],
  ['those of some users besides', () => payments.list({ search: 'inv-1234', orUserIds: ['u7', 'u8'], limit }), /payments_by_reference(.|\n)*payments_by_user/],
  ['their next page', () => payments.list({ search: 'inv-1234', orUserIds: ['u7', 'u8'], limit, cursor: paymentCursor }), /payments_by_reference(.|\n)*payments_by_user/],
  ['a beginning that all references have', () => payments.list({ search: 'inv', limit: 10 }), 'payments_by_due_date'],
  ['how many a beginning has', () => payments.count({ search: 'inv-1234' }, 1_000), 'payments_by_reference'],
  ['how many a user has', () => payments.count({ userId: 'u7' }, 1_000), 'payments_by_user'],
  ['how many are in a state', () => payments.count({ status: 'cancelled' }, 1_000), 'payments_by_status'],
  ['a single payment', () => payments.find('p7'), 'payments_pkey'],
  ['waiting verifications', () => verifications.listPending({ requestedBefore: '2026-11-21T00:00:00Z', limit }), 'verifications_pending'],
  ['their next page', () => verifications.listPending({ limit, cursor: verificationCursor }), 'verifications_pending'],
  ['all verifications', () => verifications.list({ limit }), 'verifications_by_request'],
  ['verifications of a user', () => verifications.list({ userId: 'u7', limit: 10 }), 'verifications_by_user'],
  ['verifications in a state', () => verifications.list({ status: 'rejected', limit }), 'verifications_by_status'],
  ['one verification', () => verifications.find('v7'), 'verifications_pkey'],
])('%s come from an index', async (_title, call, index) => {
  const plan = await planOf(call);
  expect(plan).toMatch(index);
  expect(plan).not.toContain('Seq Scan');
});

it('a page of what is due is read in order: nothing has to be sorted first', async () => {
  const plan = await planOf(() => payments.listDue({ from: '2026-01-01', to: '2026-12-31', limit: 20 }));
  expect(plan).not.toMatch(/Sort|Bitmap/);
});
