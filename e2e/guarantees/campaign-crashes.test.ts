import type { TestProcess } from '@carillon/testing';
import { expect, it, vi } from 'vitest';
import { planCrashes, type Blow } from './plan-crashes.ts';
import { deliveriesOf, patience, watchCampaigns } from './watch-campaigns.ts';

const crowd = 600;
const kills = 12;

const campaigns = watchCampaigns();

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
    await vi.waitFor(async () => expect((await campaigns.read(id)).stats.settled).toBeGreaterThanOrEqual(after), { ...patience, interval: 200 });
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
