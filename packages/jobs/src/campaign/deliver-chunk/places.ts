/** Places for delivery jobs in one worker: a provider that is slow fills its own, and no others. */
export interface Places {
  /** Takes a place; null when all of this provider are taken. */
  take(provider: string): { leave(): void } | null;
}

/** Delivery jobs of one worker that may use the same provider at a time. */
export const PLACES_PER_PROVIDER = 4;

export function createPlaces(perProvider: number): Places {
  const taken = new Map<string, number>();
  return {
    take(provider) {
      const count = taken.get(provider) ?? 0;
      if (count >= perProvider) return null;
      taken.set(provider, count + 1);
      return { leave: () => taken.set(provider, (taken.get(provider) ?? 1) - 1) };
    },
  };
}
