import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { readPages } from './read-pages.ts';
import type { Page } from './schema.ts';

const pages = new Map<string | undefined, Page<number>>([
  [undefined, { items: [1, 2], nextCursor: 'a' }],
  ['a', { items: [], nextCursor: 'b' }],
  ['b', { items: [3], nextCursor: null }],
]);

it('hands out every page, in order, empty ones too', async () => {
  expect(await Readable.from(readPages(async (cursor) => pages.get(cursor) ?? Promise.reject(new Error(`nothing behind ${cursor}`)))).toArray()).toEqual([[1, 2], [], [3]]);
});

it('asks for a page when it is wanted, and tells of one that can not be read in its turn', async () => {
  const asked: (string | undefined)[] = [];
  const reading = readPages(async (cursor) => {
    asked.push(cursor);
    return cursor === undefined ? { items: [1], nextCursor: 'lost' } : Promise.reject(new Error('the service is away'));
  });
  expect(await reading.next()).toEqual({ done: false, value: [1] });
  expect(asked).toEqual([undefined]);
  await expect(reading.next()).rejects.toThrow('the service is away');
});

it.each([
  { what: 'the same cursor again and again', length: 1 },
  { what: 'two cursors in turn', length: 2 },
  { what: 'a circle of a hundred cursors', length: 100 },
])('ends with an error at $what', async ({ length }) => {
  const circling = readPages(async (cursor) => ({ items: [1], nextCursor: String((Number(cursor ?? 0) + 1) % length) }));
  await expect(Readable.from(circling).toArray()).rejects.toThrow('a cursor twice');
});

it('goes on to the end of a long list whose cursors all differ', async () => {
  const reading = readPages(async (cursor) => ({ items: [Number(cursor ?? 0)], nextCursor: cursor === '999' ? null : String(Number(cursor ?? 0) + 1) }));
  expect(await Readable.from(reading).toArray()).toHaveLength(1000);
});
