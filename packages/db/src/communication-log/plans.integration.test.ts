import { randomUUID } from 'node:crypto';
import { CampaignId, type CommunicationLog, type Page } from '@carillon/domain';
import mongoose, { type Connection } from 'mongoose';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { campaignModel } from '../campaign/model.ts';
import { createCampaignQueries } from '../campaign/queries.ts';
import { ensureIndexes } from '../ensure-indexes.ts';
import { createPlanReader } from '../testing/plan-reader.ts';
import { sampleDocument } from '../testing/sample-document.ts';
import { communicationLogModel } from './model.ts';
import { createCommunicationLogQueries } from './queries.ts';

const ROWS = 2_000;
const USERS = 20;
const limit = 10;
const start = Date.UTC(2026, 10, 1);
const idOf = (prefix: string, row: number) => `${prefix}_${String(row).padStart(26, '0')}`;
let connection: Connection;
let communicationLogs: ReturnType<typeof createCommunicationLogQueries>;
let campaignQueries: ReturnType<typeof createCampaignQueries>;
let plansOf: ReturnType<typeof createPlanReader>;

beforeAll(async () => {
  const uri = new URL(inject('mongodbUri'));
  uri.pathname = `/plans-${randomUUID()}`;
  connection = await mongoose.createConnection(uri.href, { autoIndex: false, monitorCommands: true }).asPromise();
  const [campaigns, recipients] = [campaignModel(connection), communicationLogModel(connection, 30)];
  communicationLogs = createCommunicationLogQueries({ model: recipients, clock: { now: () => new Date(start) } });
  campaignQueries = createCampaignQueries({ model: campaigns });
  await ensureIndexes(connection);
  await recipients.collection.insertMany(
    Array.from({ length: ROWS }, (_, row): Record<string, unknown> => ({
      ...sampleDocument(recipients.schema, 0), _id: idOf('com', row), campaignId: idOf('cmp', Math.floor(row / USERS)), userId: `u-${row % USERS}`, status: 'sent', createdAt: new Date(start + row * 60_000),
    })),
  );
  await campaigns.collection.insertMany(Array.from({ length: ROWS / USERS }, (_, row): Record<string, unknown> => ({ ...sampleDocument(campaigns.schema, 0), _id: idOf('cmp', row), name: `Campaign ${row}`, status: 'finished' })));
  plansOf = createPlanReader(connection);
});

afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});

it('what campaigns did for one user is read from its index in order, however far behind the first page it is', async () => {
  const list = (cursor: string | null): Promise<Page<CommunicationLog>> => communicationLogs.listOfUser('u-7', { limit, cursor: cursor ?? undefined });
  const first = await list(null);
  const second = await list(first.nextCursor);
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(Array.from({ length: 2 * limit }, (_, page) => idOf('com', ROWS - USERS * (page + 1) + 7)));
  const [plan] = await plansOf(() => list(second.nextCursor));
  expect(plan?.stages).toContain('IXSCAN');
  expect(plan?.stages).not.toContain('SORT');
  expect(plan?.examined).toBeLessThanOrEqual(limit + 5);
});

it('what campaigns are called is found without reading the others', async () => {
  const ids = [3, 3, 42].map((row) => CampaignId.parse(idOf('cmp', row)));
  const [plan] = await plansOf(async () => {
    expect([...(await campaignQueries.findTitles(ids)).values()].map(({ name, status }) => [name, status])).toEqual([['Campaign 3', 'finished'], ['Campaign 42', 'finished']]);
  });
  expect(plan?.examined).toBe(2);
});
