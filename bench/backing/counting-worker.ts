import { createProviderSet, type ProviderAccount } from '@carillon/channels';
import { loadWorkerConfig } from '@carillon/config';
import { createLogger } from '@carillon/observability';
import { compose } from '../../apps/worker/src/compose.ts';
import { serveParent } from './serve-parent.ts';

// The product's worker as it is, but for providers that take every message at once and only count: mail as fast as it is
// asked, the vendor `throttled` ten a second.
let received = 0;
const counting = (name: string, channel: ProviderAccount['channel']['name'], ratePerSecond: number | null): ProviderAccount => ({
  name,
  ratePerSecond,
  maxConcurrent: 1_000,
  channel: {
    name: channel,
    provider: name,
    async send(_message, { onHandOver }) {
      await onHandOver();
      received += 1;
      return { kind: 'accepted', code: 250, text: 'OK', providerMessageId: String(received) };
    },
    ask: async () => ({ kind: 'cannot-tell' }),
    verify: async () => undefined,
    close: async () => undefined,
  },
});
const accounts = [counting('email', 'email', null), counting('throttled', 'vendor', 10)];
const config = loadWorkerConfig(process.env);
const worker = await compose(config, createLogger({ process: 'worker', level: config.logLevel, format: config.logFormat }), { openProviders: (_settings, options) => createProviderSet(accounts, options) });
const answers: Record<string, () => number> = {
  received: () => received,
  'peak-kib': () => process.resourceUsage().maxRSS,
  'cpu-ms': () => (process.resourceUsage().userCPUTime + process.resourceUsage().systemCPUTime) / 1_000,
};
serveParent('', (question) => answers[question]?.() ?? null, () => worker.stop());
