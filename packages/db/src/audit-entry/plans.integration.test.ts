import { randomUUID } from 'node:crypto';
import type { AuditFilter } from '@carillon/domain';
import mongoose, { type Connection } from 'mongoose';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { ensureIndexes } from '../ensure-indexes.ts';
import { createPlanReader } from '../testing/plan-reader.ts';
import { auditEntryModel } from './model.ts';
import { createAuditEntryRepository, type AuditEntryRepository } from './repository.ts';

const ROWS = 1_000;
const limit = 10;
const at = (row: number) => new Date(Date.UTC(2026, 10, 1) + row * 60_000);
const idOf = (row: number) => `aud_${String(row).padStart(26, '0')}`;
let connection: Connection;
let entries: AuditEntryRepository;
let plansOf: ReturnType<typeof createPlanReader>;

beforeAll(async () => {
  const uri = new URL(inject('mongodbUri'));
  uri.pathname = `/plans-${randomUUID()}`;
  connection = await mongoose.createConnection(uri.href, { autoIndex: false, monitorCommands: true }).asPromise();
  const model = auditEntryModel(connection, 400);
  entries = createAuditEntryRepository({ model });
  await ensureIndexes(connection);
  // Every tenth is Ada's, every twentieth an operator's change, every fiftieth about one campaign.
  await model.collection.insertMany(
    Array.from({ length: ROWS }, (_, row): Record<string, unknown> => {
      const by = { kind: 'operator', id: row % 10 === 0 ? 'opr_ada' : 'opr_bob', name: 'Somebody' };
      const subject = { kind: 'campaign', id: row % 50 === 0 ? 'cmp_1' : `cmp_other_${row}` };
      return { _id: idOf(row), at: at(row), by, action: row % 20 === 0 ? 'operator.updated' : 'session.started', subject, changes: {}, outcome: 'done', requestId: `r-${row}`, ip: null };
    }),
  );
  plansOf = createPlanReader(connection);
});

afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});

it.each<[string, AuditFilter, (row: number) => boolean]>([
  ['of all', {}, () => true],
  ['by one operator', { by: 'opr_ada' }, (row) => row % 10 === 0],
  ['of one action', { action: 'operator.updated' }, (row) => row % 20 === 0],
  ['about one subject', { subject: 'cmp_1' }, (row) => row % 50 === 0],
  ['of a time', { from: at(100).toISOString(), to: at(500).toISOString() }, (row) => row >= 100 && row < 500],
  ['by one operator, of a time', { by: 'opr_ada', from: at(100).toISOString(), to: at(500).toISOString() }, (row) => row % 10 === 0 && row >= 100 && row < 500],
])('a page of what was changed, %s, is read from its index alone, and goes on behind its end', async (_title, filter, isMeant) => {
  const meant = Array.from({ length: ROWS }, (_, row) => row).filter(isMeant).toReversed().map(idOf);
  const first = await entries.list({ ...filter, limit });
  const plans = await plansOf(async () => {
    const second = await entries.list({ ...filter, limit, cursor: first.nextCursor ?? undefined });
    expect([...first.items, ...second.items].map(({ id }) => String(id))).toEqual(meant.slice(0, 2 * limit));
  });
  expect(plans.map(({ stages }) => [stages.includes('IXSCAN'), stages.includes('SORT')])).toEqual([[true, false]]);
  expect(plans[0]?.examined).toBeLessThanOrEqual(2 * limit + 2);
});

it('several parts narrow it together', async () => {
  const { items } = await entries.list({ by: 'opr_ada', action: 'operator.updated', subject: 'cmp_1', from: at(100).toISOString(), to: at(301).toISOString(), limit });
  expect(items.map(({ id }) => String(id))).toEqual([300, 200, 100].map(idOf));
});
