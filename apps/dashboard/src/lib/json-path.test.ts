import { expect, it } from 'vitest';
import { getAtPath, pathOfPointer, setAtPath } from './json-path.ts';

const data = { invoice: { total: 12, lines: [{ name: 'Bell' }] }, name: 'Ada' };

it.each([
  { path: 'name', value: 'Ada' },
  { path: 'invoice.total', value: 12 },
  { path: 'invoice.lines.0.name', value: 'Bell' },
  { path: 'invoice.missing', value: undefined },
  { path: 'name.length', value: undefined },
  { path: 'constructor.name', value: undefined },
])('finds $value at $path', ({ path, value }) => {
  expect(getAtPath(data, path)).toEqual(value);
});

it('sets a value deep inside without touching the original', () => {
  expect(setAtPath(data, 'invoice.currency', 'EUR')).toEqual({ ...data, invoice: { ...data.invoice, currency: 'EUR' } });
  expect(data.invoice).not.toHaveProperty('currency');
});

it('makes the objects on the way', () => {
  expect(setAtPath({ user: 'Ada' }, 'user.name.first', 'Ada')).toEqual({ user: { name: { first: 'Ada' } } });
});

it('does not reach a prototype', () => {
  setAtPath({}, '__proto__.polluted', true);
  expect({}).not.toHaveProperty('polluted');
});

it.each([
  { pointer: '/data/invoice/total', path: 'invoice.total' },
  { pointer: '/data/a~1b', path: 'a/b' },
  { pointer: '/subject', path: null },
])('reads $pointer as $path', ({ pointer, path }) => {
  expect(pathOfPointer(pointer, '/data')).toBe(path);
});
