import { ReceiptPage } from '@carillon/domain';
import { expect, it } from 'vitest';
import { countsOf, deliveriesOf, patient, watchCampaigns } from './watch-campaigns.ts';

const everyone = 10_000;

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
