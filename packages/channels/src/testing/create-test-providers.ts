import type { ChannelName } from '@carillon/domain';
import type { Channel } from '../channel.ts';
import { createProviderSet, type ProviderSet } from '../provider-set.ts';

/** Providers that send as they are told, one per channel: `test-email` and `test-vendor`. They are never left alone. */
export function createTestProviders(send: Channel['send']): ProviderSet {
  const accounts = (['email', 'vendor'] as const satisfies readonly ChannelName[]).map((name) => ({
    name: `test-${name}`,
    channel: { name, provider: `test-${name}`, send, ask: async () => ({ kind: 'cannot-tell' as const }), verify: async () => undefined, close: async () => undefined },
    ratePerSecond: null,
    maxConcurrent: 100,
  }));
  return createProviderSet(accounts, { breaker: { failures: 1_000_000, openForMs: 1 } });
}
