const WINDOW_MS = 60_000;

/** How many forged receipts are kept: `perMinute` in this process; further ones are refused and logged alone. */
export interface ForgeryBudget {
  take(now: Date): boolean;
}

export function createForgeryBudget(perMinute: number): ForgeryBudget {
  let windowStart = 0;
  let used = 0;
  return {
    take(now) {
      if (now.getTime() - windowStart >= WINDOW_MS) {
        windowStart = now.getTime();
        used = 0;
      }
      used += 1;
      return used <= perMinute;
    },
  };
}
