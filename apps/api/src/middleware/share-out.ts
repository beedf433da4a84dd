export interface LimitResult {
  allowed: boolean;
  remaining: number;
  /** Seconds until the count starts anew. */
  resetSeconds: number;
}

/**
 * What each of `calls` is told that were counted together: as if they had come one after the other, the last of them making
 * it `consumedPoints`.
 */
export function shareOut({ consumedPoints, msBeforeNext }: { consumedPoints: number; msBeforeNext: number }, points: number, calls: number): LimitResult[] {
  const resetSeconds = Math.ceil(msBeforeNext / 1_000);
  return Array.from({ length: calls }, (_, index) => {
    const consumed = consumedPoints - calls + index + 1;
    return { allowed: consumed <= points, remaining: Math.max(0, points - consumed), resetSeconds };
  });
}
