import { expect, it } from 'vitest';
import { matchColumns } from './match-columns.ts';

const known = { columns: ['name', 'email', 'timeZone'], aliases: { mail: 'email' }, columnIn: (heading: string) => (heading.startsWith('x.') ? heading : null), required: ['email'] };

it.each([
  ['as they are', ['name', 'email'], ['name', 'email']],
  ['with capitals, blanks, hyphens and underscores', ['NAME', 'E-Mail', 'Time zone'], ['name', 'email', 'timeZone']],
  ['by another name', ['time_zone', 'Mail'], ['timeZone', 'email']],
  ['that the caller knows', ['x.Size', 'email'], ['x.Size', 'email']],
])('headings are taken %s', (_how, headings, columns) => {
  expect(matchColumns(headings, known)).toEqual(columns);
});

it.each([
  ['one that is unknown', ['email', 'Colour'], '"Colour" is not a column; known are name, email, timeZone'],
  ['the name of what every object has', ['email', 'constructor'], '"constructor" is not a column'],
  ['two for the same column', ['email', 'E-Mail'], 'the column email appears twice, once as "E-Mail"'],
  ['the same one twice', ['email', 'email'], 'the column email appears twice.'],
  ['one that is missing', ['name'], 'the column email is missing'],
])('%s is refused', (_what, headings, reason) => {
  expect(() => matchColumns(headings, known)).toThrow(reason);
});

it('of columns that can stand for each other, one is enough', () => {
  const either = { ...known, required: [['name', 'email', 'timeZone']] };
  expect(matchColumns(['timeZone'], either)).toEqual(['timeZone']);
  expect(() => matchColumns([], either)).toThrow('the column name is missing (or email and timeZone)');
});
