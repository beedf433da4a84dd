import { expect, it } from 'vitest';
import { searchPatternsOf } from './search-terms.ts';

it.each([
  ['order 123456', ['^123456', '^order']],
  ['Your Order', ['^order', '^your']],
  ['on its way', ['^its', '^way', '^on']],
  ['Ada@Example.com', ['^ada@example\\.com']],
  [' - ', []],
])('%o is looked for by the word first that the fewest have', (text, patterns) => {
  expect(searchPatternsOf(text).map(({ source }) => source)).toEqual(patterns);
});
