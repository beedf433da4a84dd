import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connectDatabase, createUserRepository, userModel } from '@carillon/db';
import { Campaign, CampaignWithStats, CommunicationLogPage, parseReference, UserId, type CommunicationLog, type CreateCampaign } from '@carillon/domain';
import { createScriptedSmtpServer, type ScriptedSmtpServer } from '@carillon/testing';
import { afterEach, beforeEach, expect, inject, vi } from 'vitest';
import { TakenMessage } from '../../apps/vendor-simulator/src/messages/journal.ts';
import { startProduct, type Product } from './start-product.ts';

export const patience = { timeout: 540_000, interval: 50 };
/** Where nothing dies, a send and its receipts may take their time on a busy machine. */
export const patient = { SEND_TIMEOUT_MS: '60000', VENDOR_TIMEOUT_MS: '60000', VENDOR_RECEIPT_TIMEOUT_MS: '10000' };

/** What every test of a campaign starts from anew: the product, and a vendor whose own record bears witness. */
export interface Campaigns {
  readonly product: Product;
  /** Users with a phone, as an import would bring them. */
  addUsers(count: number): Promise<void>;
  /** Starts a campaign to all of them; resolves to its id. */
  launch(input?: Partial<CreateCampaign>): Promise<string>;
  steer(id: string, action: 'pause' | 'resume'): Promise<void>;
  read(id: string): Promise<CampaignWithStats>;
  readLog(id: string): Promise<CommunicationLog[]>;
  isFinished(id: string): Promise<void>;
  /** Tells the vendor how to behave. */
  simulate(settings: object): Promise<void>;
  /** All that the vendor took, as it wrote it down before it answered, whoever was killed since. */
  taken(): Promise<TakenMessage[]>;
}

/** Starts it before each test of the file, and stops it after it. */
export function watchCampaigns(): Campaigns {
  let smtp: ScriptedSmtpServer;
  let product: Product;
  beforeEach(async () => {
    smtp = await createScriptedSmtpServer();
    product = await startProduct({ mongodbServer: inject('documentStoreUri'), smtpUrl: smtp.url, environment: { SEND_RETRY_BASE_MS: '100', VENDOR_RECEIPT_TIMEOUT_MS: '4000', VENDOR_MAX_CONNECTIONS: '200' }, vendorRatePerSecond: 5_000 });
  });
  afterEach(async () => {
    await product.stop();
    await smtp.close();
  });
  const read = async (id: string) => CampaignWithStats.parse((await product.call('GET', `/api/v1/campaigns/${id}`)).body);

  return {
    get product() {
      return product;
    },
    read,
    async addUsers(count) {
      const database = await connectDatabase({ uri: product.mongodbUri });
      const users = createUserRepository({ model: userModel(database.connection) });
      const now = new Date();
      for (let first = 0; first < count; first += 1_000) {
        const page = Array.from({ length: Math.min(1_000, count - first) }, (_, index) => {
          const number = String(first + index).padStart(6, '0');
          const id = UserId.parse(`u${number}`);
          return { id, name: `User ${id}`, email: `${id}@example.com`, phone: `+49301${number}`, tags: [], attributes: {}, unsubscribedFrom: [], lastActiveAt: null, lastLoginAt: null, createdAt: now };
        });
        await users.upsertMany(page, { now, source: 'test', newId: (identity) => UserId.parse(identity) });
      }
      await database.close();
    },
    async launch(input = {}) {
      await product.call('POST', '/api/v1/templates', { body: { name: 'news', subject: 'News', html: '<p>Hello {{ name }}</p>', layout: 'none' } });
      const { id } = Campaign.parse((await product.call('POST', '/api/v1/campaigns', { body: { name: 'News', template: 'news', channel: 'vendor', pauseAtBounceRate: null, ...input } })).body);
      expect((await product.call('POST', `/api/v1/campaigns/${id}/launch`, { body: {} })).status).toBe(200);
      return id;
    },
    async steer(id, action) {
      expect((await product.call('POST', `/api/v1/campaigns/${id}/${action}`, { body: {} })).status).toBe(200);
    },
    async readLog(id) {
      const rows: CommunicationLog[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: { items: CommunicationLog[]; nextCursor: string | null } = CommunicationLogPage.parse((await product.call('GET', `/api/v1/campaigns/${id}/logs?limit=200${cursor === '' ? '' : `&cursor=${cursor}`}`)).body);
        rows.push(...page.items);
        cursor = page.nextCursor;
      }
      return rows;
    },
    async isFinished(id) {
      await vi.waitFor(async () => expect((await read(id)).campaign.status).toBe('finished'), { ...patience, interval: 500 });
    },
    async simulate(settings) {
      const quiet = { successRate: 1, bounceRate: 0, complaintRate: 0, ratePerSecond: null };
      expect((await fetch(`${product.vendorSimulatorUrl}/settings`, { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ...quiet, ...settings }) })).status).toBe(200);
    },
    async taken() {
      const lines = (await readFile(join(product.environment['DATA_DIR'] ?? '', 'vendor-simulator', 'messages.jsonl'), 'utf8')).split('\n');
      // The last line of a process that was killed may be cut off: it was never answered for.
      return lines.flatMap((line) => (line.startsWith('{"taken"') && line.endsWith('}}') ? [TakenMessage.parse(JSON.parse(line).taken)] : []));
    },
  };
}

/** How many messages the vendor delivered to each recipient, by the id of its row. */
export function deliveriesOf(taken: readonly TakenMessage[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { reference, history } of taken) {
    const row = parseReference(reference)?.logId;
    if (row !== undefined && history.some(({ status }) => status === 'SENT')) counts.set(row, (counts.get(row) ?? 0) + 1);
  }
  return counts;
}

export function countsOf(rows: readonly CommunicationLog[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status } of rows) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
