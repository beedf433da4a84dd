import { randomUUID } from 'node:crypto';
import type { CampaignStatus } from '@carillon/domain';
import mongoose, { type Connection } from 'mongoose';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { ensureIndexes } from '../ensure-indexes.ts';
import { createPlanReader } from '../testing/plan-reader.ts';
import { sampleDocument } from '../testing/sample-document.ts';
import { campaignModel } from './model.ts';
import { createCampaignQueries } from './queries.ts';

const ROWS = 1_000;
const limit = 10;
const start = Date.UTC(2026, 10, 1);
const at = (row: number) => new Date(start + row * 60_000);
const idOf = (row: number) => `cmp_${String(row).padStart(26, '0')}`;
const statuses: CampaignStatus[] = ['finished', 'cancelled', 'scheduled', 'running', 'paused'];
let connection: Connection;
let queries: ReturnType<typeof createCampaignQueries>;
let plansOf: ReturnType<typeof createPlanReader>;

beforeAll(async () => {
  const uri = new URL(inject('mongodbUri'));
  uri.pathname = `/plans-${randomUUID()}`;
  connection = await mongoose.createConnection(uri.href, { autoIndex: false, monitorCommands: true }).asPromise();
  const model = campaignModel(connection);
  queries = createCampaignQueries({ model });
  await ensureIndexes(connection);
  await model.collection.insertMany(
    Array.from({ length: ROWS }, (_, row): Record<string, unknown> => {
      const status = statuses[row % statuses.length];
      const isOver = status === 'finished' || status === 'cancelled';
      const audience = { included: 0, excluded: [], complete: true, cursor: null };
      return { ...sampleDocument(model.schema, 0), _id: idOf(row), status, audience, closedAt: isOver && row < ROWS - 100 ? at(row) : null, needsDecision: row < ROWS - 100, startsAt: at(row), createdAt: at(row) };
    }),
  );
  plansOf = createPlanReader(connection);
});

afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});

it.each<[string, number, () => Promise<unknown[]>]>([
  ['cancelled campaigns that are not closed', 20, () => queries.findOpenInStatus('cancelled', { after: '', limit })],
  ['running campaigns, far behind the first', 20, () => queries.findOpenInStatus('running', { after: idOf(ROWS - 100), limit })],
  ['campaigns whose time has come, behind many that wait for an operator', limit, () => queries.findDue(at(ROWS), limit)],
])('%s are found by their index, without those that are left out', async (_title, most, ask) => {
  const [plan] = await plansOf(async () => expect(await ask()).toHaveLength(limit));
  expect(plan?.stages).toContain('IXSCAN');
  expect(plan?.examined).toBeLessThanOrEqual(most);
});
