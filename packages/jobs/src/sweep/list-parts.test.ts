import { expect, it } from 'vitest';
import { readListParts } from './list-parts.ts';

/** Two lists of two pages and of one; in between one that is empty. */
const lists = [
  async (cursor: string | undefined) => (cursor === undefined ? { items: ['a'], nextCursor: 'x~y' } : { items: [cursor], nextCursor: null }),
  async () => ({ items: [], nextCursor: null }),
  async () => ({ items: ['z'], nextCursor: null }),
];

it.each([
  [undefined, ['a'], '0~x~y'],
  ['0~x~y', ['x~y'], '1~'],
  ['1~', [], '2~'],
  ['2~', ['z'], null],
])('at %s it reads %o and goes on at %s', async (cursor, items, nextCursor) => {
  expect(await readListParts<string>(lists, cursor)).toEqual({ items, nextCursor });
});

it.each(['3~', 'somebody-elses', '~', '-1~'])('refuses the cursor %s', async (cursor) => {
  await expect(readListParts<string>(lists, cursor)).rejects.toMatchObject({ code: 'validation-failed', details: [{ parameter: 'cursor' }] });
});
