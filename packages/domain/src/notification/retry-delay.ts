/** How often and how patiently a notification is tried. Durations in milliseconds, `jitter` from 0 to 1. */
export interface RetryPolicy {
  maxAttempts: number;
  baseDelayMs: number;
  maxDelayMs: number;
  jitter: number;
}

export const defaultRetryPolicy: RetryPolicy = { maxAttempts: 5, baseDelayMs: 15_000, maxDelayMs: 3_600_000, jitter: 0.5 };

/** A recipient of a campaign is tried this often: whoever can not be reached then is looked at by an operator. */
export const CAMPAIGN_MAX_ATTEMPTS = 3;

/** Which attempt this is since an operator's retry granted a new round of them; the delays start over with it. */
export function attemptOfRound({ attemptCount, maxAttempts }: { attemptCount: number; maxAttempts: number }, policy: RetryPolicy): number {
  return Math.max(1, attemptCount - (maxAttempts - policy.maxAttempts));
}

/**
 * Milliseconds until the next try after attempt number `attempt` (from 1) failed for now: exponential, capped, and
 * shortened by up to `jitter` so that a recovered provider isn't met by everybody at once. What the provider asked for
 * (`retryAfterMs`) is a lower bound. `random` is in [0, 1).
 */
export function retryDelay(policy: RetryPolicy, attempt: number, random: number, retryAfterMs: number | null): number {
  const exponential = Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** (attempt - 1));
  const jittered = Math.round(exponential * (1 - policy.jitter * random));
  return Math.max(jittered, retryAfterMs ?? 0);
}
