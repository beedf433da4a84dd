/** A limit as it was typed: a number, nothing, or what has to be said at its field. */
export type Limit = { value: number | null } | { problem: string };

interface Bounds {
  least: number;
  /** Whether `least` itself is one that may be typed. */
  including: boolean;
  most: number;
}

/** As the contract has them: `ratePerSecond`, and `pauseAtBounceRate` in percent. */
const ratePerSecond: Bounds = { least: 0.1, including: true, most: 100_000 };
const bouncePercent: Bounds = { least: 0, including: false, most: 100 };

/** At most so many messages per second; empty: no limit. */
export function readRate(typed: string): Limit {
  return readLimit(typed, ratePerSecond, '');
}

/** How many in a hundred may bounce; empty: it never pauses by itself. */
export function readBouncePercent(typed: string): Limit {
  return readLimit(typed, bouncePercent, ' %');
}

/** Three digits after a comma are refused: some write thousands so. */
const decimal = /^\d+(?:\.\d+|,\d{1,2})?$/;

function readLimit(typed: string, { least, including, most }: Bounds, unit: string): Limit {
  const text = typed.trim();
  if (text === '') return { value: null };
  if (!decimal.test(text)) return { problem: 'must be a number, like 2.5, or empty' };
  const value = Number(text.replace(',', '.'));
  const tooSmall = including ? value < least : value <= least;
  if (tooSmall) return { problem: `must be ${including ? 'at least' : 'more than'} ${least}${unit}` };
  return value > most ? { problem: `must be at most ${most.toLocaleString('en')}${unit}` } : { value };
}
