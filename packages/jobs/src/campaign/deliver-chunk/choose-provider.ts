import type { Provider, ProviderSet } from '@carillon/channels';
import { burstOf, rateKeyOf, type Campaign } from '@carillon/domain';
import type { TokenBucket } from '@carillon/queue';

export interface ChooseProviderDeps {
  providers: Pick<ProviderSet, 'namesFor' | 'pick' | 'retryAfterMs'>;
  tokens: Pick<TokenBucket, 'take'>;
}

/** Who is asked next: a provider, or nobody for a while. */
export type ProviderChoice = { kind: 'use'; provider: Provider } | { kind: 'wait'; ms: number; reason: string };

/** The first of the campaign's providers that is not left alone; the second takes over while the first is. */
export function chooseProvider({ providers: wanted, channel }: Pick<Campaign, 'providers' | 'channel'>, { providers }: Pick<ChooseProviderDeps, 'providers'>): ProviderChoice {
  const names = wanted.length > 0 ? wanted : providers.namesFor(channel);
  const provider = providers.pick(names);
  return provider === null ? { kind: 'wait', ms: providers.retryAfterMs(names), reason: `every provider of the campaign is left alone for a while: ${names.join(', ')}` } : { kind: 'use', provider };
}

/** The most messages that can ever leave at once, at the campaign's rate and the provider's: whoever looks for more recipients has read them in vain. */
export function mostAtOnce({ ratePerSecond }: Pick<Campaign, 'ratePerSecond'>, provider: Pick<Provider, 'ratePerSecond'>): number {
  return Math.min(...[ratePerSecond, provider.ratePerSecond].map((rate) => (rate === null ? Number.POSITIVE_INFINITY : Math.floor(burstOf(rate)))));
}

/** How many of `wanted` messages may leave now, at the campaign's rate and the provider's. Whoever takes, takes from the same buckets. */
export async function takeTurns({ id, ratePerSecond }: Pick<Campaign, 'id' | 'ratePerSecond'>, provider: Pick<Provider, 'name' | 'ratePerSecond'>, wanted: number, { tokens }: Pick<ChooseProviderDeps, 'tokens'>): Promise<{ granted: number; retryAfterMs: number }> {
  const own = ratePerSecond === null ? unlimited(wanted) : await tokens.take(`campaign:${id}`, wanted, ratePerSecond, burstOf(ratePerSecond));
  if (own.granted === 0 || provider.ratePerSecond === null) return own;
  return tokens.take(rateKeyOf(provider.name), own.granted, provider.ratePerSecond, burstOf(provider.ratePerSecond));
}

function unlimited(granted: number) {
  return { granted, retryAfterMs: 0 };
}
