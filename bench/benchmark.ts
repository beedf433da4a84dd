import type { Services } from './backing/services.ts';
import type { Goal, Sample } from './compare.ts';

/** One table of figures: the product, and what it is held against, measured in turn. */
export interface Benchmark {
  name: string;
  /** What stands against what. */
  title: string;
  /** What the two columns are called, where it is not the product and the bare libraries. */
  sides?: readonly [product: string, other: string];
  goals: readonly Goal[];
  /** Five unless given: more where rounds are short and noisy, fewer only where one takes minutes. */
  rounds?: number;
  /** Sets up both sides; may take minutes, and tells meanwhile what it does with `services.tell`. */
  prepare(services: Services): Promise<PreparedBenchmark>;
}

export interface PreparedBenchmark {
  product(): Promise<Sample>;
  /** The bare libraries doing the same; or the product itself at another size. */
  bare(): Promise<Sample>;
  /** In place of one round of each that is not counted. */
  warmUp?(): Promise<void>;
  close(): Promise<void>;
}
