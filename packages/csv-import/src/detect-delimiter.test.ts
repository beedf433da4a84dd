import { expect, it } from 'vitest';
import { detectDelimiter } from './detect-delimiter.ts';

it.each([
  ['commas', 'name,email', ','],
  ['semicolons', 'name;email', ';'],
  ['tabs', 'name\temail', '\t'],
  ['bars', 'name|email', '|'],
  ['one column alone', 'email', ','],
  ['commas inside quotes', '"name, first, last";email', ';'],
  ['a quote that is not closed', 'email;"name, first, last', ';'],
  ['the one that is there more often', 'name;email;"a""b",c;phone', ';'],
])('of a first line with %s it is found', (_what, line, delimiter) => {
  expect(detectDelimiter(line)).toBe(delimiter);
});
