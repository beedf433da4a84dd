import type { Page } from './schema.ts';

/**
 * A list's pages, one after another; each is asked for when the one before it has been taken. Throws when cursors go round
 * in a circle, of whatever length, while holding one of them: the one to compare with is replaced after twice as many pages each time.
 */
export async function* readPages<Item>(readPage: (cursor: string | undefined) => Promise<Page<Item>>): AsyncGenerator<readonly Item[]> {
  let cursor: string | undefined;
  let seenBefore: string | undefined;
  for (let page = 1, replaceAt = 1; ; page += 1) {
    const { items, nextCursor } = await readPage(cursor);
    yield items;
    if (nextCursor === null) return;
    if (nextCursor === seenBefore) throw new Error('The service sent a cursor twice: the list would never end.');
    if (page === replaceAt) {
      seenBefore = nextCursor;
      replaceAt *= 2;
    }
    cursor = nextCursor;
  }
}
