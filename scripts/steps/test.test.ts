import { expect, test } from 'vitest';
import { selectPart } from './test.mjs';

const parts = [{ name: 'types' }, { name: 'unit' }, { name: 'e2e' }];

test.each([
  { args: [], selected: ['types', 'unit', 'e2e'] },
  { args: ['--only', 'unit'], selected: ['unit'] },
  { args: ['--only=e2e,types'], selected: ['e2e', 'types'] },
])('npm test -- $args runs $selected', ({ args, selected }) => {
  expect(selectPart(args, parts).map((part) => part.name)).toEqual(selected);
});

test.each([{ args: ['--only'] }, { args: ['--only', 'units'] }, { args: ['unit'] }, { args: ['--only', 'unit', 'e2e'] }])('$args is refused with how to say it', ({ args }) => {
  expect(() => selectPart(args, parts)).toThrow('Use: npm test [-- --only part,part], where a part is one of types, unit, e2e.');
});
