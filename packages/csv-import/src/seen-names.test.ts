import { expect, it } from 'vitest';
import { createSeenNames } from './seen-names.ts';

it('names are remembered, and of many the oldest are forgotten', () => {
  const seen = createSeenNames(2);
  ['a', 'b', 'c'].forEach((name) => seen.add(name));
  expect(['a', 'b', 'c', 'd'].map((name) => seen.has(name))).toEqual([true, true, true, false]);
  ['d', 'e'].forEach((name) => seen.add(name));
  expect(['a', 'b', 'c', 'd', 'e'].map((name) => seen.has(name))).toEqual([false, false, true, true, true]);
});
