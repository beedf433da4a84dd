import type { ProviderSet } from '@carillon/channels';
import type { ProviderBoard } from '@carillon/queue';

const EVERY_MS = 2_000;

/** Writes down, every two seconds, how this worker finds each provider. `stop` takes it down again. */
export function reportProviders({ providers, board, worker, onError }: { providers: Pick<ProviderSet, 'list'>; board: ProviderBoard; worker: string; onError(error: unknown): void }): { stop(): Promise<void> } {
  const publish = () =>
    board
      .publish(
        providers.list().map((provider) => {
          const { openUntil, ...usage } = provider.usage();
          return { provider: provider.name, channel: provider.channel, account: provider.account, ratePerSecond: provider.ratePerSecond, worker, openUntil: openUntil?.toISOString() ?? null, ...usage };
        }),
      )
      .catch(onError);
  void publish();
  const timer = setInterval(() => void publish(), EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      await board.withdraw(worker, providers.list().map(({ name }) => name)).catch(onError);
    },
  };
}
