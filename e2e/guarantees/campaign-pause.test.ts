import { expect, it, vi } from 'vitest';
import { patience, patient, watchCampaigns } from './watch-campaigns.ts';

const crowd = 600;

const campaigns = watchCampaigns();

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
