import type { ChannelName, CircuitState } from '@carillon/domain';
import type { Channel } from './channel.ts';
import { createProvider, defaultBreaker, type BreakerSettings, type Provider, type ProviderAccount } from './provider.ts';

export interface ProviderSet {
  list(): readonly Provider[];
  find(name: string): Provider | null;
  /** All providers of a channel, in the order they are preferred. */
  namesFor(channel: ChannelName): readonly string[];
  /** The first of `names` that may be used now; null when every one is left alone, or unknown. */
  pick(names: readonly string[]): Provider | null;
  /** Milliseconds until the first of `names` may be tried again; 0 when one can be used now. */
  retryAfterMs(names: readonly string[]): number;
  /** Refuses new messages, finishes those in flight, closes all connections. */
  close(): Promise<void>;
}

export interface ProviderSetOptions {
  breaker?: BreakerSettings;
  on?: { circuit?(provider: string, state: CircuitState, lastFailure: string | null): void };
}

/** A name that no account has any more can only be mended by an operator: it is looked at again at leisure. */
const UNKNOWN_RETRY_MS = 60_000;

export function createProviderSet(accounts: readonly ProviderAccount[], { breaker = defaultBreaker, on = {} }: ProviderSetOptions = {}): ProviderSet {
  const channels: readonly Channel[] = accounts.map(({ channel }) => channel);
  const providers = accounts.map((account) => createProvider(account, breaker, { circuit: (state, lastFailure) => on.circuit?.(account.name, state, lastFailure) }));
  const byName = new Map(providers.map((provider) => [provider.name, provider]));
  if (byName.size < providers.length) throw new Error(`Two providers have the same name: ${providers.map(({ name }) => name).join(', ')}`);

  const waitFor = (name: string): number => {
    const provider = byName.get(name);
    if (provider === undefined) return UNKNOWN_RETRY_MS;
    return Math.max(0, (provider.usage().openUntil?.getTime() ?? 0) - Date.now());
  };

  return {
    list: () => providers,
    find: (name) => byName.get(name) ?? null,
    namesFor: (channel) => providers.filter((provider) => provider.channel === channel).map(({ name }) => name),
    pick: (names) => byName.get(names.find((name) => waitFor(name) === 0) ?? '') ?? null,
    retryAfterMs: (names) => (names.length === 0 ? UNKNOWN_RETRY_MS : Math.min(...names.map(waitFor))),
    async close() {
      await Promise.all(channels.map((channel) => channel.close()));
    },
  };
}
