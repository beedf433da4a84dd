import { stageCampaigns } from '../backing/stage-campaigns.ts';
import type { Benchmark } from '../benchmark.ts';

const RECIPIENTS = 10_000;

export const campaignOverlap: Benchmark = {
  name: 'campaign-overlap',
  title: `a launch to ${RECIPIENTS} recipients beside a campaign that its provider lets send ten a second; against the same alone`,
  sides: ['beside it', 'alone'],
  goals: [{ figure: 'recipients/s', atLeast: 0.9 }],
  async prepare(services) {
    const stage = await stageCampaigns(services, RECIPIENTS);
    const throttled = await stage.launch('vendor');
    await stage.steer(throttled, 'pause');
    return {
      async product() {
        await stage.steer(throttled, 'resume');
        const rate = await stage.measure();
        await stage.steer(throttled, 'pause');
        return { 'recipients/s': rate };
      },
      bare: async () => ({ 'recipients/s': await stage.measure() }),
      close: () => stage.close(),
    };
  },
};
