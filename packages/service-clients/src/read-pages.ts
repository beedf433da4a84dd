import type { Page } from '@carillon/domain';

/** Reads a list page by page: one page is held at a time. Throws when the service sends the same cursor again and again. */
export async function* readPages<Item>(readPage: (cursor: string | undefined) => Promise<Page<Item>>): AsyncGenerator<Item[]> {
  let cursor: string | undefined;
  for (;;) {
    const page = await readPage(cursor);
    yield page.items;
    if (page.nextCursor === null) return;
    if (page.nextCursor === cursor) throw new Error('The service sent the same cursor twice: the list would never end.');
    cursor = page.nextCursor;
  }
}
