import { expect, it } from 'vitest';
import { describeFormat, refusedFileName } from './import-words.ts';

it.each([
  [{ encoding: 'utf-8', delimiter: ',', columns: [{ heading: 'name', column: 'name' }, { heading: 'email', column: 'email' }] }, 'Read as UTF-8 with commas between the fields.'],
  [{ encoding: 'windows-1252', delimiter: ';', columns: [{ heading: 'E-Mail', column: 'email' }, { heading: 'First name', column: 'firstName' }, { heading: 'id', column: 'id' }] }, 'Read as Windows-1252 with semicolons between the fields; “E-Mail” as email, “First name” as firstName.'],
  [{ encoding: 'utf-16', delimiter: '\t', columns: [{ heading: 'email', column: 'email' }] }, 'Read as UTF-16.'],
] as const)('%j is told in words', (format, words) => {
  expect(describeFormat({ ...format, columns: [...format.columns] })).toBe(words);
});

it.each([
  ['customers.csv', 'customers-refused.csv'],
  ['customers.2026.txt', 'customers.2026-refused.csv'],
  ['customers', 'customers-refused.csv'],
])('the refused lines of %s go to %s', (name, expected) => {
  expect(refusedFileName(name)).toBe(expected);
});
