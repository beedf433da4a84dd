/** The end of this turn of the event loop: by then all that its sockets brought has been looked at. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

export interface GroupedCalls<Item, Result> {
  /** Does it for all, and answers in their order; when it rejects, every call of the group does. */
  run(items: readonly Item[]): Promise<readonly Result[]>;
  /** How many go together at most. */
  most: number;
}

/**
 * Makes one call of many: those that come while a group is under way wait, and go together as the next one. A call on its
 * own goes at the end of its turn of the event loop, so that nothing waits for company. Each call is answered when its own group is, never by an earlier
 * one: what it reads is not older than the call, and what it writes is acknowledged.
 */
export function groupCalls<Item, Result>({ run, most }: GroupedCalls<Item, Result>): (item: Item) => Promise<Result> {
  const waiting: { item: Item; resolve(result: Result): void; reject(reason: unknown): void }[] = [];
  let busy = false;

  async function work(): Promise<void> {
    while (waiting.length > 0) {
      await turn();
      const group = waiting.splice(0, most);
      try {
        const results = await run(group.map(({ item }) => item));
        if (results.length !== group.length) throw new RangeError(`A group of ${group.length} calls was given ${results.length} answers`);
        for (const [index, result] of results.entries()) group[index]?.resolve(result);
      } catch (error) {
        for (const call of group) call.reject(error);
      }
    }
    busy = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (busy) return;
      busy = true;
      void work();
    });
}

/** {@link groupCalls} for reading by key: those who want the same share one look. Null: there is none. */
export function groupReads<Found>({ readMany, most }: { readMany(keys: readonly string[]): Promise<ReadonlyMap<string, Found>>; most: number }): (key: string) => Promise<Found | null> {
  return groupCalls<string, Found | null>({
    most,
    async run(keys) {
      const found = await readMany([...new Set(keys)]);
      return keys.map((key) => found.get(key) ?? null);
    },
  });
}
