import { describe, expect, it } from 'vitest';
import { compare, median, percentile } from './compare.ts';

describe('median', () => {
  it.each([
    { values: [3], is: 3 },
    { values: [9, 1, 5], is: 5 },
    { values: [1, 2, 3, 10], is: 2.5 },
  ])('of $values is $is', ({ values, is }) => {
    expect(median(values)).toBe(is);
  });

  it('of nothing is an error', () => {
    expect(() => median([])).toThrow(RangeError);
  });
});

describe('percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  it.each([
    { values: hundred, share: 0.95, is: 95 },
    { values: hundred, share: 0.99, is: 99 },
    { values: hundred, share: 1, is: 100 },
    { values: hundred, share: 0, is: 1 },
    { values: [7], share: 0.5, is: 7 },
    { values: [1, 2, 3], share: 0.5, is: 2 },
  ])('$share of $values.length values is $is', ({ values, share, is }) => {
    expect(percentile(values, share)).toBe(is);
  });

  it('of nothing is an error', () => {
    expect(() => percentile([], 0.95)).toThrow(RangeError);
  });
});

const rounds = [
  { product: { rate: 90, p99: 30 }, bare: { rate: 100, p99: 20 } },
  { product: { rate: 60, p99: 40 }, bare: { rate: 100, p99: 20 } },
  { product: { rate: 80, p99: 20 }, bare: { rate: 100, p99: 20 } },
];

describe('a comparison', () => {
  it.each([
    { goal: { figure: 'rate', atLeast: 0.75 }, row: { product: 80, bare: 100, ratio: 0.8, spread: [0.6, 0.9], goal: '≥ 0.75 ×', reached: true } },
    { goal: { figure: 'rate', atLeast: 0.9 }, row: { ratio: 0.8, goal: '≥ 0.9 ×', reached: false } },
    { goal: { figure: 'rate', atLeast: 0.75, floor: 80 }, row: { goal: '≥ 0.75 × and ≥ 80', reached: true } },
    { goal: { figure: 'rate', atLeast: 0.75, floor: 81 }, row: { reached: false } },
    { goal: { figure: 'rate', atLeast: 0.81, floor: 10 }, row: { reached: false } },
    { goal: { figure: 'p99', atMost: 1.5 }, row: { product: 30, bare: 20, ratio: 1.5, spread: [1, 2], goal: '≤ 1.5 ×', reached: true } },
    { goal: { figure: 'p99', atMost: 1.4 }, row: { reached: false } },
    { goal: { figure: 'p99', atMostMore: 10 }, row: { goal: '≤ 10 more', reached: true } },
    { goal: { figure: 'p99', atMostMore: 9 }, row: { reached: false } },
  ])('is made of medians, against $goal', ({ goal, row }) => {
    expect(compare(rounds, [goal])).toEqual([expect.objectContaining(row)]);
  });

  it('needs what was promised to be measured', () => {
    expect(() => compare(rounds, [{ figure: 'memory', atMost: 1 }])).toThrow('did not measure "memory"');
  });
});
