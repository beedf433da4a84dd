import { startChild } from '../backing/start-child.ts';
import { cpuMs } from '../backing/process-figures.ts';
import { stageCampaigns } from '../backing/stage-campaigns.ts';
import type { Benchmark } from '../benchmark.ts';

const RECIPIENTS = 100_000;
/** As many jobs at once as a worker has places for delivery. */
const CONCURRENCY = 12;

export const campaign: Benchmark = {
  name: 'campaign',
  title: `a launch to ${RECIPIENTS} recipients until every row is final, at a provider that only counts; against a BullMQ worker with an empty handler and one job for each`,
  goals: [{ figure: 'recipients/s', atLeast: 0.6, floor: 5_000 }],
  rounds: 3,
  async prepare(services) {
    const stage = await stageCampaigns(services, RECIPIENTS);
    const read = async () => ({ worker: Number(await stage.worker.ask('cpu-ms')), store: cpuMs(services.store.pid) });
    const bare = await startChild('./bare-drain.ts', [services.redisUrl, String(CONCURRENCY)]);
    return {
      async product() {
        const before = await read();
        const rate = await stage.measure();
        const after = await read();
        const each = (who: keyof typeof after) => ((after[who] - before[who]) / RECIPIENTS).toFixed(3);
        services.tell(`Each recipient took ${each('worker')} ms of CPU in the worker and ${each('store')} ms in the document store.`);
        return { 'recipients/s': rate };
      },
      bare: async () => ({ 'recipients/s': Number(await bare.ask(String(RECIPIENTS))) }),
      async close() {
        await stage.close();
        await bare.stop();
      },
    };
  },
};
