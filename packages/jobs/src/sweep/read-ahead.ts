import type { Page } from '@carillon/domain';

/**
 * Reads a list page by page, and the next page while the present one is worked on: two are held at most. A page that can
 * not be read is told of when it is its turn.
 */
export async function* readAhead<Item>(readPage: (cursor: string | undefined) => Promise<Page<Item>>): AsyncGenerator<readonly Item[]> {
  let reading = readPage(undefined);
  for (;;) {
    const { items, nextCursor } = await reading;
    if (nextCursor === null) {
      yield items;
      return;
    }
    reading = readPage(nextCursor);
    // Whoever stops before its turn is told of nothing any more.
    reading.catch(() => undefined);
    yield items;
  }
}
