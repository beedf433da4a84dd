/** What one round of one side measured, by name of the figure. */
export type Sample = Record<string, number>;

export type Goal =
  /** At least this part of the other side's figure; and, with `floor`, that much whatever the other side does. */
  | { figure: string; atLeast: number; floor?: number }
  /** At most so many times the other side's figure. */
  | { figure: string; atMost: number }
  /** At most so much above the other side's figure. */
  | { figure: string; atMostMore: number };

export interface Row {
  figure: string;
  product: number;
  bare: number;
  ratio: number;
  /** From the lowest to the highest ratio of a round, the product's figure against the bare one's that followed. */
  spread: readonly [lowest: number, highest: number];
  goal: string;
  reached: boolean;
}

/** Medians of all rounds and what they are to each other. Throws a RangeError when a side has no round. */
export function compare(rounds: readonly { product: Sample; bare: Sample }[], goals: readonly Goal[]): Row[] {
  return goals.map((goal) => {
    const { figure } = goal;
    const product = median(rounds.map((round) => read(round.product, figure)));
    const bare = median(rounds.map((round) => read(round.bare, figure)));
    const ratios = rounds.map((round) => read(round.product, figure) / read(round.bare, figure));
    return {
      figure,
      product,
      bare,
      ratio: product / bare,
      spread: [Math.min(...ratios), Math.max(...ratios)],
      goal: describeGoal(goal),
      reached: isReached(goal, product, bare),
    };
  });
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) throw new RangeError('There is no median of nothing');
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

/** The smallest of the values that at least that share of them does not exceed (nearest rank). */
export function percentile(values: readonly number[], share: number): number {
  const value = values.toSorted((one, other) => one - other)[Math.max(0, Math.ceil(values.length * share) - 1)];
  if (value === undefined) throw new RangeError('There is no percentile of nothing');
  return value;
}

function isReached(goal: Goal, product: number, bare: number): boolean {
  if ('atMost' in goal) return product <= goal.atMost * bare;
  if ('atMostMore' in goal) return product <= bare + goal.atMostMore;
  return product >= Math.max(goal.atLeast * bare, goal.floor ?? Number.NEGATIVE_INFINITY);
}

function describeGoal(goal: Goal): string {
  if ('atMost' in goal) return `≤ ${goal.atMost} ×`;
  if ('atMostMore' in goal) return `≤ ${goal.atMostMore} more`;
  return `≥ ${goal.atLeast} ×${goal.floor === undefined ? '' : ` and ≥ ${goal.floor}`}`;
}

function read(sample: Sample, figure: string): number {
  const value = sample[figure];
  if (value === undefined) throw new RangeError(`A round did not measure "${figure}"`);
  return value;
}
