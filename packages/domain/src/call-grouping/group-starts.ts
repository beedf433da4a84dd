import { groupCalls } from './group-calls.ts';

/**
 * Lets calls begin together that are wanted while others are under way. Each goes its own way and has its own end; but as they
 * walk side by side, every grouped call on it ({@link groupCalls}) is wanted by all at once, and is made once for all of them
 * instead of once for a few. A call on its own begins at once.
 */
export function groupStarts<Item, Result>({ perform, most }: { perform(item: Item): Promise<Result>; most: number }): (item: Item) => Promise<Result> {
  const start = groupCalls<Item, PromiseSettledResult<Result>>({ most, run: (items) => Promise.allSettled(items.map((item) => perform(item))) });
  return async (item) => {
    const end = await start(item);
    if (end.status === 'rejected') throw end.reason;
    return end.value;
  };
}
