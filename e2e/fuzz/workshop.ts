import type { Parts } from './plan-requests.ts';

/** Where good requests are made: what there is, and a way to make more of it. */
export interface Workshop {
  /** By name, one after the other. */
  take(pool: string): string;
  /** Never the same twice; fit for a name of anything. */
  unique(prefix: string): string;
  /** As an admin, or as one of our own processes. Throws when it is refused. */
  make(method: string, path: string, body?: unknown): Promise<Record<string, unknown>>;
}

/** A good request for an operation; what it leaves out is filled from what there is. */
export type Recipe = (shop: Workshop) => Partial<Parts>;
/** As that, for what has to be made first. */
export type Preparation = (shop: Workshop) => Promise<Partial<Parts>>;

/** How good requests of a service are made; an operation that is not named needs nothing but what its placeholders stand for. */
export interface Recipes {
  plain: Readonly<Record<string, Recipe>>;
  prepared: Readonly<Record<string, Preparation>>;
}

export function createWorkshop(known: Readonly<Record<string, readonly string[]>>, make: Workshop['make']): Workshop {
  const taken = new Map<string, number>();
  let made = 0;
  return {
    make,
    take(pool) {
      const values = known[pool] ?? [];
      const index = taken.get(pool) ?? 0;
      taken.set(pool, index + 1);
      const value = values[index % values.length];
      if (value === undefined) throw new Error(`nothing of ${pool} is known`);
      return value;
    },
    unique(prefix) {
      made += 1;
      return `${prefix}-${process.pid}-${made}`;
    },
  };
}
