import { expect, it } from 'vitest';
import { createForgeryBudget } from './forgery-budget.ts';

it('gives so many a minute, and as many again in the next', () => {
  const budget = createForgeryBudget(2);
  const at = (seconds: number) => budget.take(new Date(1_000_000 + seconds * 1_000));
  expect([at(0), at(1), at(2), at(59)]).toEqual([true, true, false, false]);
  expect([at(60), at(61), at(62)]).toEqual([true, true, false]);
});
