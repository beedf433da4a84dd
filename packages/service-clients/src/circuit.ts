import { BrokenCircuitError, circuitBreaker, CircuitState, ConsecutiveBreaker, handleWhen } from 'cockatiel';
import { ServiceUnavailableError, type CallFacts } from './service-errors.ts';

export interface CircuitOptions {
  /** Failures in a row after which the service is left alone. */
  failures: number;
  /** After how long one call tries whether it is back, in milliseconds. */
  halfOpenAfterMs: number;
}
export type Circuit = ReturnType<typeof createCircuit>;

const DEFAULTS: CircuitOptions = { failures: 5, halfOpenAfterMs: 5_000 };
const stateNames = { [CircuitState.Open]: 'open', [CircuitState.HalfOpen]: 'half-open', [CircuitState.Closed]: 'closed', [CircuitState.Isolated]: 'open' } as const;

/**
 * Lets calls through until too many failed in a row; then they fail at once, without being sent, until one call has
 * shown that the service is back. Refusals and wrong answers are answers: they don't open it.
 */
export function createCircuit(options: Partial<CircuitOptions>, onChange?: (state: 'open' | 'half-open' | 'closed') => void) {
  const { failures, halfOpenAfterMs } = { ...DEFAULTS, ...options };
  const policy = circuitBreaker(
    handleWhen((error) => error instanceof ServiceUnavailableError),
    { halfOpenAfter: halfOpenAfterMs, breaker: new ConsecutiveBreaker(failures) },
  );
  policy.onStateChange((state) => onChange?.(stateNames[state]));
  return {
    async run<Result>(facts: CallFacts, call: () => Promise<Result>): Promise<Result> {
      try {
        return await policy.execute(call);
      } catch (error) {
        if (!(error instanceof BrokenCircuitError)) throw error;
        throw new ServiceUnavailableError(facts, `failed ${failures} times in a row and is left alone for a while`, { circuitOpen: true, retryAfterMs: halfOpenAfterMs });
      }
    },
  };
}
