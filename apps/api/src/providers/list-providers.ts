import { burstOf, rateKeyOf, type ChannelName, type CircuitState, type ProviderReport, type ProviderStatus } from '@carillon/domain';
import type { ProviderBoard, TokenBucket } from '@carillon/queue';

/** A provider as it is set up. */
export interface ConfiguredProvider {
  name: string;
  channel: ChannelName;
  ratePerSecond: number | null;
}

export interface ListProvidersDeps {
  configuredProviders: readonly ConfiguredProvider[];
  providerBoard: Pick<ProviderBoard, 'read'>;
  tokenBucket: Pick<TokenBucket, 'peek'>;
}

/** Every provider, with what is left of its rate and what the workers say of it. Rejects while Redis is away. */
export async function listProviders({ configuredProviders, providerBoard, tokenBucket }: ListProvidersDeps): Promise<ProviderStatus[]> {
  const reports = await providerBoard.read();
  return Promise.all(
    configuredProviders.map(async (provider) => {
      const { ratePerSecond } = provider;
      const burst = ratePerSecond === null ? null : burstOf(ratePerSecond);
      const available = ratePerSecond === null || burst === null ? null : await tokenBucket.peek(rateKeyOf(provider.name), ratePerSecond, burst);
      return describeProvider(provider, { available, burst }, reports.filter((report) => report.provider === provider.name));
    }),
  );
}

const worst: readonly CircuitState[] = ['open', 'half-open', 'closed'];

/** One worker that leaves a provider alone is worth knowing, however many others do not. */
export function describeProvider(provider: ConfiguredProvider, rate: Pick<ProviderStatus, 'available' | 'burst'>, workers: readonly ProviderReport[]): ProviderStatus {
  const sum = (count: (report: ProviderReport) => number) => workers.reduce((total, report) => total + count(report), 0);
  return {
    ...provider,
    ...rate,
    circuit: worst.find((state) => workers.some(({ circuit }) => circuit === state)) ?? null,
    lastMinute: sum(({ lastMinute }) => lastMinute),
    inFlight: sum(({ inFlight }) => inFlight),
    waiting: sum(({ waiting }) => waiting),
    workers: [...workers],
  };
}
