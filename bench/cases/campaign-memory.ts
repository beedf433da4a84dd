import { stageCampaigns } from '../backing/stage-campaigns.ts';
import type { Services } from '../backing/services.ts';
import type { Benchmark } from '../benchmark.ts';
import type { Sample } from '../compare.ts';

const [MANY, FEW] = [100_000, 10_000];

export const campaignMemory: Benchmark = {
  name: 'campaign-memory',
  title: `the most memory that a fresh worker takes for a launch to ${MANY} recipients, whose whole log is read and compared afterwards; against one to ${FEW}`,
  sides: [String(MANY), String(FEW)],
  goals: [{ figure: 'peak MiB', atMostMore: 64 }],
  rounds: 1,
  prepare: async (services) => ({
    product: () => highest(services, MANY),
    bare: () => highest(services, FEW),
    // Every round is a worker of its own: there is nothing to warm up.
    warmUp: async () => undefined,
    close: async () => undefined,
  }),
};

async function highest(services: Services, recipients: number): Promise<Sample> {
  const stage = await stageCampaigns(services, recipients);
  try {
    await stage.measure();
    const { rows, firstPageMs, lastPagesMs } = await stage.compareLog();
    services.tell(`Each of ${rows} rows is there once, final, and counted the same everywhere; the first page took ${firstPageMs.toFixed(0)} ms, the last ones ${lastPagesMs.toFixed(0)} ms at most.`);
    return { 'peak MiB': Number(await stage.worker.ask('peak-kib')) / 1_024 };
  } finally {
    await stage.close();
  }
}
