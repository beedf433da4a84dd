/** Counts what happened in the last sixty seconds, in sixty numbers. */
export function createMinuteMeter() {
  const counts = new Map<number, number>();
  const forget = (second: number) => {
    for (const known of counts.keys()) if (known <= second - 60) counts.delete(known);
  };
  return {
    mark(nowMs: number): void {
      const second = Math.floor(nowMs / 1_000);
      counts.set(second, (counts.get(second) ?? 0) + 1);
      if (counts.size > 60) forget(second);
    },
    count(nowMs: number): number {
      forget(Math.floor(nowMs / 1_000));
      return [...counts.values()].reduce((sum, count) => sum + count, 0);
    },
  };
}
