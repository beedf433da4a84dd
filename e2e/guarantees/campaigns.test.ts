import { connectDatabase, createUserRepository, userModel } from '@carillon/db';
import { Campaign, CampaignWithStats, CommunicationLogPage, ReceiptPage, UserId, type CommunicationLog, type CreateCampaign } from '@carillon/domain';
import { createScriptedSmtpServer, type ScriptedSmtpServer } from '@carillon/testing';
import { z } from 'zod';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { startProduct, type Product } from './start-product.ts';

const patience = { timeout: 240_000, interval: 250 };
const everyone = 2_000;
const crowd = 600;

let smtp: ScriptedSmtpServer;
let product: Product;

beforeEach(async () => {
  smtp = await createScriptedSmtpServer();
  product = await startProduct({ mongodbServer: inject('mongodbUri'), smtpUrl: smtp.url, environment: { SEND_RETRY_BASE_MS: '100', VENDOR_RECEIPT_TIMEOUT_MS: '4000' }, vendorRatePerSecond: 5_000 });
});

afterEach(async () => {
  await product.stop();
  await smtp.close();
});

/** Users with a phone, as an import would bring them. */
async function addUsers(count: number): Promise<void> {
  const database = await connectDatabase({ uri: product.mongodbUri });
  const users = createUserRepository({ model: userModel(database.connection) });
  const now = new Date();
  for (let first = 0; first < count; first += 1_000) {
    const page = Array.from({ length: Math.min(1_000, count - first) }, (_, index) => {
      const id = UserId.parse(`u${String(first + index).padStart(5, '0')}`);
      return { id, name: `User ${id}`, email: `${id}@example.com`, phone: `+49301${String(first + index).padStart(6, '0')}`, tags: [], attributes: {}, unsubscribedFrom: [], lastActiveAt: null, lastLoginAt: null, createdAt: now };
    });
    await users.upsertMany(page, { now, source: 'test', newId: (identity) => UserId.parse(identity) });
  }
  await database.close();
}

async function launch(input: Partial<CreateCampaign> = {}): Promise<string> {
  await product.call('POST', '/api/v1/templates', { body: { name: 'news', subject: 'News', html: '<p>Hello {{ name }}</p>', layout: 'none' } });
  const { id } = Campaign.parse((await product.call('POST', '/api/v1/campaigns', { body: { name: 'News', template: 'news', channel: 'vendor', pauseAtBounceRate: null, ...input } })).body);
  expect((await product.call('POST', `/api/v1/campaigns/${id}/launch`, { body: {} })).status).toBe(200);
  return id;
}

const simulate = (settings: object) => fetch(`${product.vendorSimulatorUrl}/settings`, { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: JSON.stringify(settings) });
const read = async (id: string) => CampaignWithStats.parse((await product.call('GET', `/api/v1/campaigns/${id}`)).body);

async function readLog(id: string): Promise<CommunicationLog[]> {
  const rows: CommunicationLog[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { items: CommunicationLog[]; nextCursor: string | null } = CommunicationLogPage.parse((await product.call('GET', `/api/v1/campaigns/${id}/logs?limit=200${cursor === '' ? '' : `&cursor=${cursor}`}`)).body);
    rows.push(...page.items);
    cursor = page.nextCursor;
  }
  return rows;
}

function countsOf(rows: readonly CommunicationLog[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status } of rows) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

/** How many of a recipient's attempts the vendor says it delivered. */
async function deliveriesOf({ id, attemptCount }: CommunicationLog): Promise<number> {
  const answers = await Promise.all(
    Array.from({ length: attemptCount }, async (_, index) => {
      const response = await fetch(`${product.vendorSimulatorUrl}/fast-vendor/messages?reference=${id}.${index + 1}`);
      return z.object({ items: z.array(z.object({ status: z.string() })) }).parse(await response.json()).items;
    }),
  );
  return answers.flat().filter(({ status }) => status === 'SENT').length;
}

const isFinished = (id: string) => vi.waitFor(async () => expect((await read(id)).campaign.status).toBe('finished'), patience);

it('a launch at a vendor that loses, repeats, disorders and forges receipts: every row ends, and the counters say what the rows say', async () => {
  await product.startVendorSimulator();
  await simulate({ successRate: 0.7, bounceRate: 0, complaintRate: 0, ratePerSecond: null, latencyMs: { min: 10, max: 300 }, faults: { duplicates: 0.1, reordering: 0.1, drops: 0.02, forgeries: 0.02 } });
  await addUsers(everyone);
  // Nothing dies here: a send may take its time on a busy machine.
  await Promise.all([product.startWorker({ SEND_TIMEOUT_MS: '20000' }), product.startScheduler()]);
  const id = await launch();
  await isFinished(id);

  const rows = await readLog(id);
  const { stats } = await read(id);
  expect(rows).toHaveLength(everyone);
  expect(countsOf(rows)).toEqual(stats.counts);
  expect(rows.filter(({ status }) => !['delivered', 'failed', 'unknown'].includes(status))).toEqual([]);
  expect(rows.filter(({ attemptCount }) => attemptCount > 3)).toEqual([]);
  // At 70 % and three attempts, 97.3 % get through.
  expect(stats.counts.delivered ?? 0).toBeGreaterThan(everyone * 0.9);
  const forged = ReceiptPage.parse((await product.call('GET', '/api/v1/receipts?state=forged&limit=50')).body);
  expect(forged.items.length).toBeGreaterThan(0);
}, 300_000);

describe('while worker, API and vendor are killed again and again, and Redis is emptied', () => {
  it('nobody is lost, and nobody gets two messages unless the row says unknown', async () => {
    let vendor = await product.startVendorSimulator();
    await simulate({ successRate: 0.9, bounceRate: 0, complaintRate: 0, ratePerSecond: null, latencyMs: { min: 10, max: 200 } });
    await addUsers(crowd);
    let worker = await product.startWorker();
    let api = product.api;
    await product.startScheduler();
    const id = await launch({ ratePerSecond: 100 });

    const crash = {
      worker: async () => {
        await worker.kill();
        worker = await product.startWorker();
      },
      vendor: async () => {
        await vendor.kill();
        vendor = await product.startVendorSimulator();
      },
      api: async () => {
        await api.kill();
        api = await product.startApi();
      },
    };
    /** In the middle of it: so many more have been reached since the last crash. */
    const after = async (settled: number, happen: () => Promise<void>) => {
      await vi.waitFor(async () => expect((await read(id)).stats.settled).toBeGreaterThanOrEqual(settled), patience);
      await happen();
    };
    await after(40, crash.worker);
    await after(80, crash.vendor);
    await after(120, crash.worker);
    await after(160, crash.api);
    await after(200, product.redis.flush);
    await after(240, crash.worker);
    await after(280, crash.vendor);
    await after(320, crash.api);
    await after(360, crash.worker);
    await after(400, crash.vendor);
    await after(440, crash.worker);
    await isFinished(id);

    const rows = await readLog(id);
    expect(rows).toHaveLength(crowd);
    expect(rows.filter(({ status }) => !['delivered', 'failed', 'unknown'].includes(status))).toEqual([]);
    const deliveries = await Promise.all(rows.map(async (row) => ({ status: row.status, count: await deliveriesOf(row) })));
    expect(deliveries.filter(({ status, count }) => count > 1 && status !== 'unknown')).toEqual([]);
    expect(deliveries.filter(({ status, count }) => status === 'delivered' && count !== 1)).toEqual([]);
  }, 300_000);
});
