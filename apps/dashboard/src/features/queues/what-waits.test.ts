import { expect, it } from 'vitest';
import { jobsHeldUp } from './what-waits.ts';

it.each([
  [{ waiting: 0, delayed: 0 }, '0 jobs wait'],
  [{ waiting: 1, delayed: 0 }, '1 job waits'],
  [{ waiting: 2_500, delayed: 1 }, '2,500 jobs wait, 1 is due later'],
  [{ waiting: 0, delayed: 3_000 }, '0 jobs wait, 3,000 are due later'],
])('%o: %s', (depth, words) => {
  expect(jobsHeldUp(depth)).toBe(words);
});
