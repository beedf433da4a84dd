import { createProviderSet, type ProviderAccount } from '@carillon/channels';
import { loadWorkerConfig } from '@carillon/config';
import { createLogger } from '@carillon/observability';
import { compose } from '../../apps/worker/src/compose.ts';
import { serveParent } from './start-child.ts';

// The product's worker as it is, but for a provider that takes every message at once and only counts.
let received = 0;
const account: ProviderAccount = {
  name: 'counting',
  ratePerSecond: null,
  maxConcurrent: 1_000,
  channel: {
    name: 'email',
    provider: 'counting',
    async send(_message, { onHandOver }) {
      await onHandOver();
      received += 1;
      return { kind: 'accepted', code: 250, text: 'OK', providerMessageId: String(received) };
    },
    ask: async () => ({ kind: 'cannot-tell' }),
    verify: async () => undefined,
    close: async () => undefined,
  },
};
const config = loadWorkerConfig(process.env);
const worker = await compose(config, createLogger({ process: 'worker', level: config.logLevel, format: config.logFormat }), { openProviders: (_settings, options) => createProviderSet([account], options) });
serveParent('', () => received, () => worker.stop());
