import { Readable } from 'node:stream';
import type { Page } from '@carillon/domain';
import { expect, it } from 'vitest';
import { readAhead } from './read-ahead.ts';

const pages = new Map<string | undefined, Page<number>>([
  [undefined, { items: [1, 2], nextCursor: 'a' }],
  ['a', { items: [], nextCursor: 'b' }],
  ['b', { items: [3], nextCursor: null }],
]);

function reader() {
  const asked: (string | undefined)[] = [];
  return {
    asked,
    read: async (cursor: string | undefined) => {
      asked.push(cursor);
      return pages.get(cursor) ?? Promise.reject(new Error(`nothing behind ${cursor}`));
    },
  };
}

it('hands out every page, in order', async () => {
  const { read } = reader();
  expect(await Readable.from(readAhead(read)).toArray()).toEqual([[1, 2], [], [3]]);
});

it('has asked for one page more than was taken, and for no further one', async () => {
  const { read, asked } = reader();
  const ahead = readAhead(read);
  expect(await ahead.next()).toEqual({ done: false, value: [1, 2] });
  await Promise.resolve();
  expect(asked).toEqual([undefined, 'a']);
});

it('hands out what it has read before it tells of what it could not', async () => {
  const ahead = readAhead(async (cursor) => (cursor === undefined ? { items: [1], nextCursor: 'lost' } : Promise.reject(new Error('the service is away'))));
  expect(await ahead.next()).toEqual({ done: false, value: [1] });
  await expect(ahead.next()).rejects.toThrow('the service is away');
});

it('leaves nothing unhandled when its reader stops before a page that can not be read', async () => {
  const ahead = readAhead(async (cursor) => (cursor === undefined ? { items: [1], nextCursor: 'lost' } : Promise.reject(new Error('the service is away'))));
  await ahead.next();
  expect(await ahead.return(undefined)).toEqual({ done: true, value: undefined });
});
