/** What one round of one side measured, by name of the figure. */
export type Sample = Record<string, number>;

export interface Goal {
  figure: string;
  /** The product's figure divided by the bare one's: at least, or at most, this. */
  atLeast?: number;
  atMost?: number;
}

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
    const { figure, atLeast, atMost } = goal;
    const product = median(rounds.map((round) => read(round.product, figure)));
    const bare = median(rounds.map((round) => read(round.bare, figure)));
    const ratios = rounds.map((round) => read(round.product, figure) / read(round.bare, figure)).toSorted((one, other) => one - other);
    const ratio = product / bare;
    return {
      figure,
      product,
      bare,
      ratio,
      spread: [ratios[0] ?? Number.NaN, ratios.at(-1) ?? Number.NaN],
      goal: [atLeast === undefined ? '' : `≥ ${atLeast}`, atMost === undefined ? '' : `≤ ${atMost}`].join(''),
      reached: ratio >= (atLeast ?? Number.NEGATIVE_INFINITY) && ratio <= (atMost ?? Number.POSITIVE_INFINITY),
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

function read(sample: Sample, figure: string): number {
  const value = sample[figure];
  if (value === undefined) throw new RangeError(`A round did not measure "${figure}"`);
  return value;
}
