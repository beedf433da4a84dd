import { ReceiptPage } from '@carillon/domain';
import type { TestProcess } from '@carillon/testing';
import { expect, it, vi } from 'vitest';
import { planCrashes, type Blow } from './plan-crashes.ts';
import { countsOf, deliveriesOf, patience, watchCampaigns } from './watch-campaigns.ts';

const everyone = 10_000;
const crowd = 600;
const kills = 12;
/** Where nothing dies, a send may take its time on a busy machine. */
const patient = { SEND_TIMEOUT_MS: '60000', VENDOR_TIMEOUT_MS: '60000' };

const campaigns = watchCampaigns();

it('a launch of 10,000 at a vendor that loses, repeats, disorders and forges receipts: every row ends as the vendor decided, and the counters say what the rows say', async () => {
  const { product } = campaigns;
  await product.startVendorSimulator();
  await campaigns.simulate({ successRate: 0.7, latencyMs: { min: 10, max: 300 }, faults: { duplicates: 0.1, reordering: 0.1, drops: 0.02, forgeries: 0.02 } });
  await campaigns.addUsers(everyone);
  await Promise.all([product.startWorker(patient), product.startScheduler()]);
  const id = await campaigns.launch();
  await campaigns.isFinished(id);

  const rows = await campaigns.readLog(id);
  const { stats } = await campaigns.read(id);
  expect(rows).toHaveLength(everyone);
  expect(countsOf(rows)).toEqual(stats.counts);
  expect(rows.filter(({ status }) => !['delivered', 'failed', 'unknown'].includes(status))).toEqual([]);
  expect(rows.filter(({ attemptCount }) => attemptCount > 3)).toEqual([]);
  // At 70 % and three attempts, 97.3 % get through.
  expect(stats.counts.delivered ?? 0).toBeGreaterThan(everyone * 0.9);
  const forged = ReceiptPage.parse((await product.call('GET', '/api/v1/receipts?state=forged&limit=50')).body);
  expect(forged.items.length).toBeGreaterThan(0);
  // A forged receipt says the opposite: had one been believed, a row would differ from what the vendor itself decided.
  const delivered = deliveriesOf(await campaigns.taken());
  expect(rows.filter((row) => row.status === 'delivered' && delivered.get(row.id) !== 1)).toEqual([]);
  expect(rows.filter((row) => row.status === 'failed' && delivered.has(row.id))).toEqual([]);
}, 600_000);

it('paused in mid flight, nothing is handed over later than a second after; resumed, exactly the remainder is', async () => {
  const { product } = campaigns;
  await product.startVendorSimulator();
  await campaigns.simulate({ latencyMs: { min: 5, max: 20 } });
  await campaigns.addUsers(crowd);
  await Promise.all([product.startWorker(patient), product.startScheduler()]);
  const id = await campaigns.launch({ ratePerSecond: 150 });
  await vi.waitFor(async () => expect((await campaigns.taken()).length).toBeGreaterThan(crowd / 6), patience);
  await campaigns.steer(id, 'pause');
  const pausedAt = Date.now();
  // Until all that is on its way has come back, or has gone.
  await vi.waitFor(async () => expect(Object.keys((await campaigns.read(id)).stats.counts).toSorted()).toEqual(['delivered', 'queued']), patience);
  const before = await campaigns.taken();
  expect((await campaigns.read(id)).stats.counts).toEqual({ delivered: before.length, queued: crowd - before.length });

  const resumedAt = Date.now();
  await campaigns.steer(id, 'resume');
  await campaigns.isFinished(id);
  const all = await campaigns.taken();
  expect(all.filter(({ takenAtMs }) => takenAtMs > pausedAt + 1_000 && takenAtMs < resumedAt)).toEqual([]);
  expect(all).toHaveLength(crowd);
  expect(new Set(all.map(({ to }) => to)).size).toBe(crowd);
}, 600_000);

it('while worker, API and vendor are killed at random, and Redis is emptied: nobody is lost, and nobody gets two messages unless the row says unknown', async () => {
  const { product } = campaigns;
  const seed = Number(process.env['SEED'] ?? Date.now());
  process.stdout.write(`SEED=${seed}\n`);
  let vendor = await product.startVendorSimulator();
  await campaigns.simulate({ successRate: 0.9, latencyMs: { min: 10, max: 200 } });
  await campaigns.addUsers(crowd);
  let worker = await product.startWorker();
  let api = product.api;
  await product.startScheduler();
  const id = await campaigns.launch({ ratePerSecond: 150 });

  const again = async (process: TestProcess, start: () => Promise<TestProcess>) => {
    await process.kill();
    return start();
  };
  const strike: Record<Blow, () => Promise<void>> = {
    worker: async () => void (worker = await again(worker, product.startWorker)),
    vendor: async () => void (vendor = await again(vendor, product.startVendorSimulator)),
    api: async () => void (api = await again(api, product.startApi)),
    flush: () => product.redis.flush(),
  };
  for (const { blow, after } of planCrashes(seed, { kills, end: crowd * 0.8 })) {
    await vi.waitFor(async () => expect((await campaigns.read(id)).stats.settled).toBeGreaterThanOrEqual(after), patience);
    await strike[blow]();
  }
  await campaigns.isFinished(id);

  const rows = await campaigns.readLog(id);
  const delivered = deliveriesOf(await campaigns.taken());
  expect(rows).toHaveLength(crowd);
  expect(rows.filter(({ status }) => !['delivered', 'failed', 'unknown'].includes(status))).toEqual([]);
  expect(rows.filter((row) => row.status === 'delivered' && delivered.get(row.id) !== 1)).toEqual([]);
  expect(rows.filter((row) => row.status === 'failed' && delivered.has(row.id))).toEqual([]);
}, 600_000);
