import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { readPages } from './read-pages.ts';

it('reads page by page until there is no next one', async () => {
  const asked: (string | undefined)[] = [];
  const pages = new Map<string | undefined, { items: number[]; nextCursor: string | null }>([
    [undefined, { items: [1, 2], nextCursor: 'a' }],
    ['a', { items: [], nextCursor: 'b' }],
    ['b', { items: [3], nextCursor: null }],
  ]);
  const read = readPages(async (cursor) => {
    asked.push(cursor);
    return pages.get(cursor) ?? { items: [], nextCursor: null };
  });
  expect(await Readable.from(read).toArray()).toEqual([[1, 2], [], [3]]);
  expect(asked).toEqual([undefined, 'a', 'b']);
});

it('does not go round in circles', async () => {
  await expect(Readable.from(readPages(async () => ({ items: [1], nextCursor: 'same' }))).toArray()).rejects.toThrow('same cursor twice');
});
