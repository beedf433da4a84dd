import { expect, it } from 'vitest';
import { searchWordsOf } from './terms.ts';

it.each([
  ['order 123456', ['123456', 'order']],
  ['Your Order', ['order', 'your']],
  ['on its way', ['its', 'way', 'on']],
  ['Ada@Example.com', ['ada@example.com']],
  [' - ', []],
])('%o is looked for by the word first that the fewest have', (text, words) => {
  expect(searchWordsOf(text)).toEqual(words);
});
