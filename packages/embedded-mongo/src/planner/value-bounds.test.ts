import { expect, it } from 'vitest';
import { isPoint } from './key-interval.ts';
import { equalityBounds, regexBounds } from './value-bounds.ts';

it('a prefix bounds a range, and an equal value a point: only behind a point the next path of an index can be bounded', () => {
  expect(regexBounds('^ada', '', undefined)?.every(isPoint)).toBe(false);
  expect(equalityBounds('ada', undefined)?.every(isPoint)).toBe(true);
});
