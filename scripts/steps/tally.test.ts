import { expect, test } from 'vitest';
import { closingLine, countPlaywright, countVitest, isGood, sum, tallyRunner } from './tally.mjs';

test('the closing line adds up all runners', () => {
  expect(closingLine(sum([{ passed: 2, failed: 1 }, { passed: 40, failed: 0 }]))).toBe('42 passed, 1 failed');
});

test.each([
  { runner: 'vitest', counted: countVitest({ numPassedTests: 3, numFailedTests: 1 }), tally: { passed: 3, failed: 1 } },
  { runner: 'playwright, where a test that passed at the second try has passed', counted: countPlaywright({ stats: { expected: 3, flaky: 1, unexpected: 2 } }), tally: { passed: 4, failed: 2 } },
  { runner: 'vitest without numbers', counted: countVitest({}), tally: null },
  { runner: 'playwright without statistics', counted: countPlaywright(undefined), tally: null },
])('a report of $runner is read', ({ counted, tally }) => {
  expect(counted).toEqual(tally);
});

test.each([
  { case: 'succeeded', counted: { passed: 3, failed: 0 }, succeeded: true, tally: { passed: 3, failed: 0 } },
  { case: 'failed outside of its tests', counted: { passed: 3, failed: 0 }, succeeded: false, tally: { passed: 3, failed: 1 } },
  { case: 'left no report', counted: null, succeeded: true, tally: { passed: 0, failed: 1 } },
])('a runner that $case counts as such', ({ counted, succeeded, tally }) => {
  expect(tallyRunner(counted, succeeded)).toEqual(tally);
});

test.each([
  { total: { passed: 1, failed: 0 }, good: true },
  { total: { passed: 1, failed: 1 }, good: false },
  { total: { passed: 0, failed: 0 }, good: false },
])('$total.passed passed and $total.failed failed: good is $good', ({ total, good }) => {
  expect(isGood(total)).toBe(good);
});
