import type { Page } from '@carillon/domain';

/** A list's pages, one after another; each is asked for when the one before it has been taken. */
export async function* readPages<Item>(readPage: (cursor: string | undefined) => Promise<Page<Item>>): AsyncGenerator<readonly Item[]> {
  let cursor: string | undefined;
  for (;;) {
    const { items, nextCursor } = await readPage(cursor);
    yield items;
    if (nextCursor === null) return;
    cursor = nextCursor;
  }
}
