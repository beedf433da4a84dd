import type { Services } from './backing/services.ts';
import type { Goal, Sample } from './compare.ts';

/** One row of figures: the product, and the bare libraries doing the same, measured in turn. */
export interface Benchmark {
  name: string;
  /** What stands against what. */
  title: string;
  goals: readonly Goal[];
  prepare(services: Services): Promise<PreparedBenchmark>;
}

export interface PreparedBenchmark {
  product(): Promise<Sample>;
  bare(): Promise<Sample>;
  close(): Promise<void>;
}
