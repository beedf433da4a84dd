import type { ChannelName, CircuitState, OutgoingMessage, SendOutcome } from '@carillon/domain';
import { BrokenCircuitError, bulkhead, BulkheadRejectedError, circuitBreaker, CircuitState as State, ConsecutiveBreaker, handleWhenResult } from 'cockatiel';
import type { Channel, SendOptions } from './channel.ts';
import { isProviderFailure } from './is-provider-failure.ts';
import { createMinuteMeter } from './minute-meter.ts';

/** One account of a channel, and how it may be used. */
export interface ProviderAccount {
  /** What campaigns and the dashboard call it. */
  name: string;
  channel: Channel;
  /** Messages per second that it takes from all of us together; null for no limit. Kept by the token bucket, not here. */
  ratePerSecond: number | null;
  /** Messages on their way to it at once, per process; further ones wait for their turn. */
  maxConcurrent: number;
}

/** How a provider stands in this process. */
export interface ProviderUsage {
  circuit: CircuitState;
  /** When a provider that is left alone is tried again. */
  openUntil: Date | null;
  /** Sends that were given up in a row, up to now. */
  failuresInRow: number;
  lastFailure: string | null;
  inFlight: number;
  waiting: number;
  maxConcurrent: number;
  /** Messages that were handed over in the last minute. */
  lastMinute: number;
}

export interface Provider {
  readonly name: string;
  readonly channel: ChannelName;
  readonly ratePerSecond: number | null;
  /** Names the account in logs and attempts; never a secret. */
  readonly account: string;
  /**
   * As {@link Channel.send}, through the provider's own circuit breaker and bulkhead: while the circuit is open, or too many
   * wait already, it resolves to `temporary` at once and hands nothing over.
   */
  send(message: OutgoingMessage, options: SendOptions): Promise<SendOutcome>;
  ask: Channel['ask'];
  verify: Channel['verify'];
  usage(): ProviderUsage;
}

/** Failures in a row after which a provider is left alone, and for how long. */
export interface BreakerSettings {
  failures: number;
  openForMs: number;
}
export const defaultBreaker: BreakerSettings = { failures: 5, openForMs: 5_000 };

/** Messages that may wait for a place at a provider: more than any worker has at once. */
const MAX_WAITING = 1_000;
const BUSY_RETRY_MS = 1_000;

export function createProvider({ name, channel, ratePerSecond, maxConcurrent }: ProviderAccount, { failures, openForMs }: BreakerSettings, on: { circuit?(state: CircuitState, lastFailure: string | null): void } = {}): Provider {
  const breaker = circuitBreaker(handleWhenResult(isCounted), { halfOpenAfter: openForMs, breaker: new ConsecutiveBreaker(failures) });
  const places = bulkhead(maxConcurrent, MAX_WAITING);
  const meter = createMinuteMeter();
  let openedAt = 0;
  let failuresInRow = 0;
  let lastFailure: string | null = null;
  breaker.onStateChange((state) => {
    if (state === State.Open) openedAt = Date.now();
    on.circuit?.(nameOf(state), lastFailure);
  });

  const openUntil = () => (breaker.state === State.Open ? new Date(openedAt + openForMs) : null);
  const isOpen = () => (openUntil()?.getTime() ?? 0) > Date.now();
  const leftAlone = (): SendOutcome => ({
    kind: 'temporary', code: null, text: '', reason: `${name} failed ${failures} times in a row and is left alone for a while. The last time: ${lastFailure ?? 'no reason is known'}`,
    retryAfterMs: Math.max(0, (openUntil()?.getTime() ?? 0) - Date.now()) || openForMs,
  });

  async function sendCounted(message: OutgoingMessage, options: SendOptions): Promise<CountedOutcome> {
    const outcome = await channel.send(message, {
      ...options,
      onHandOver: async () => {
        await options.onHandOver();
        meter.mark(Date.now());
      },
    });
    // An attempt that we broke off says nothing of the provider.
    const failed = isProviderFailure(outcome) && options.signal?.aborted !== true;
    failuresInRow = failed ? failuresInRow + 1 : 0;
    if (failed) lastFailure = outcome.kind === 'accepted' ? null : outcome.reason;
    return { outcome, failed };
  }

  return {
    name,
    channel: channel.name,
    ratePerSecond,
    account: channel.provider,
    ask: (question, options) => channel.ask(question, options),
    verify: () => channel.verify(),
    async send(message, options) {
      if (isOpen()) return leftAlone();
      try {
        return (await places.execute(() => breaker.execute(() => sendCounted(message, options)))).outcome;
      } catch (error) {
        if (error instanceof BrokenCircuitError) return leftAlone();
        if (error instanceof BulkheadRejectedError) return { kind: 'temporary', code: null, text: '', reason: `Too many messages wait for ${name} already.`, retryAfterMs: BUSY_RETRY_MS };
        throw error;
      }
    },
    usage: () => ({
      circuit: nameOf(breaker.state),
      openUntil: openUntil(),
      failuresInRow,
      lastFailure,
      inFlight: maxConcurrent - places.executionSlots,
      waiting: MAX_WAITING - places.queueSlots,
      maxConcurrent,
      lastMinute: meter.count(Date.now()),
    }),
  };
}

interface CountedOutcome {
  outcome: SendOutcome;
  failed: boolean;
}

function isCounted(result: unknown): boolean {
  return typeof result === 'object' && result !== null && 'failed' in result && result.failed === true;
}

function nameOf(state: State): CircuitState {
  if (state === State.Closed) return 'closed';
  return state === State.HalfOpen ? 'half-open' : 'open';
}
