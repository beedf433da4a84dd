import { describe, expect, it } from 'vitest';
import { compare, median } from './compare.ts';

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

const rounds = [
  { product: { rate: 90, p99: 30 }, bare: { rate: 100, p99: 20 } },
  { product: { rate: 60, p99: 40 }, bare: { rate: 100, p99: 20 } },
  { product: { rate: 80, p99: 20 }, bare: { rate: 100, p99: 20 } },
];

describe('a comparison', () => {
  it.each([
    { goal: { figure: 'rate', atLeast: 0.75 }, row: { product: 80, bare: 100, ratio: 0.8, spread: [0.6, 0.9], goal: '≥ 0.75', reached: true } },
    { goal: { figure: 'rate', atLeast: 0.9 }, row: { ratio: 0.8, goal: '≥ 0.9', reached: false } },
    { goal: { figure: 'p99', atMost: 1.5 }, row: { product: 30, bare: 20, ratio: 1.5, spread: [1, 2], goal: '≤ 1.5', reached: true } },
  ])('is made of medians, against $goal', ({ goal, row }) => {
    expect(compare(rounds, [goal])).toEqual([expect.objectContaining(row)]);
  });

  it('needs what was promised to be measured', () => {
    expect(() => compare(rounds, [{ figure: 'memory' }])).toThrow('did not measure "memory"');
  });
});
