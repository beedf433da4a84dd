/** A request for what may come at once: when it was first made, and when it was taken; for a scheduled run, when it was due and done. */
export interface Probe {
  askedAt: number;
  takenAt: number | null;
}

/**
 * How long it took after each of `instants`, at which something was mended again, until a message that was asked for later
 * went through within `normalMs`: the longest of these times. Null while there is none after one of them.
 */
export function recoveryOf(instants: readonly number[], probes: readonly Probe[], normalMs: number): number | null {
  const times = instants.map((instant) => {
    const through = probes.filter(({ askedAt, takenAt }) => askedAt >= instant && takenAt !== null && takenAt - askedAt <= normalMs);
    return through.length === 0 ? null : Math.min(...through.map(({ takenAt }) => (takenAt ?? instant) - instant));
  });
  return times.reduce<number | null>((longest, time) => (longest === null || time === null ? null : Math.max(longest, time)), 0);
}
