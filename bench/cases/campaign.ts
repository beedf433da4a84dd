import { openBareDelivery } from '../backing/bare-deliver.ts';
import { startChild } from '../backing/start-child.ts';
import { cpuMs } from '../backing/process-figures.ts';
import { stageCampaigns } from '../backing/stage-campaigns.ts';
import type { Benchmark } from '../benchmark.ts';

const RECIPIENTS = 100_000;
/** As many jobs at once as a worker has places for delivery. */
const CONCURRENCY = 12;
/** By nodemailer a hundred thousand would take minutes, and come to the same rate. */
const MAILS = 2_000;

export const campaign: Benchmark = {
  name: 'campaign',
  title: `a launch to ${RECIPIENTS} recipients until every row is final, at a provider that only counts; against a BullMQ worker with an empty handler and one job for each, and against a loop of pooled nodemailer sendMail`,
  goals: [{ figure: 'recipients/s', atLeast: 0.6, floor: 5_000 }, { figure: 'recipients/s, to mails/s', atLeast: 0.6 }],
  async prepare(services) {
    const stage = await stageCampaigns(services, RECIPIENTS);
    const read = async () => ({ worker: Number(await stage.worker.ask('cpu-ms')), store: cpuMs(services.store.pid) });
    const bare = await startChild('./bare-drain.ts', [services.redisUrl, String(CONCURRENCY)]);
    const mail = openBareDelivery(services.sink);
    return {
      async product() {
        const before = await read();
        const rate = await stage.measure();
        const after = await read();
        const each = (who: keyof typeof after) => ((after[who] - before[who]) / RECIPIENTS).toFixed(3);
        services.tell(`Each recipient took ${each('worker')} ms of CPU in the worker and ${each('store')} ms in the document store.`);
        return { 'recipients/s': rate, 'recipients/s, to mails/s': rate };
      },
      bare: async () => ({ 'recipients/s': Number(await bare.ask(String(RECIPIENTS))), 'recipients/s, to mails/s': await mail.measure(MAILS) }),
      async close() {
        await stage.close();
        await bare.stop();
        mail.close();
      },
    };
  },
};
