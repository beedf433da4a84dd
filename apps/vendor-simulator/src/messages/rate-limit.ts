/** A bucket of one second's worth of messages. */
export interface RateState {
  tokens: number;
  atMs: number;
}

/** Takes one turn at `ratePerSecond`; `retryAfterMs` is 0 when there was one. */
export function takeTurn(state: RateState | undefined, ratePerSecond: number, nowMs: number): { state: RateState; retryAfterMs: number } {
  const burst = Math.max(1, ratePerSecond);
  const tokens = state === undefined ? burst : Math.min(burst, state.tokens + (Math.max(0, nowMs - state.atMs) * ratePerSecond) / 1_000);
  if (tokens >= 1) return { state: { tokens: tokens - 1, atMs: nowMs }, retryAfterMs: 0 };
  return { state: { tokens, atMs: nowMs }, retryAfterMs: Math.ceil(((1 - tokens) * 1_000) / ratePerSecond) };
}
