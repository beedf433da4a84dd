import { CreateCampaign } from '@carillon/domain';
import { expect, it } from 'vitest';
import { readBouncePercent, readRate } from './campaign-limits.ts';

it.each([
  ['', null],
  ['  ', null],
  ['5', 5],
  ['2.5', 2.5],
  ['2,5', 2.5],
  [' 0,1 ', 0.1],
  ['0.125', 0.125],
  ['100000', 100_000],
])('reads the rate %j as %j', (typed, value) => {
  expect(readRate(typed)).toEqual({ value });
});

it.each([
  ['fast', 'must be a number, like 2.5, or empty'],
  ['1,000', 'must be a number, like 2.5, or empty'],
  ['1e3', 'must be a number, like 2.5, or empty'],
  ['-1', 'must be a number, like 2.5, or empty'],
  ['2,5 per second', 'must be a number, like 2.5, or empty'],
  ['0.05', 'must be at least 0.1'],
  ['100001', 'must be at most 100,000'],
])('refuses the rate %j', (typed, problem) => {
  expect(readRate(typed)).toEqual({ problem });
});

it.each([
  ['abc', 'must be a number, like 2.5, or empty'],
  ['0', 'must be more than 0 %'],
  ['250', 'must be at most 100 %'],
])('refuses %j percent', (typed, problem) => {
  expect(readBouncePercent(typed)).toEqual({ problem });
});

it.each([
  ['0.1', '0.01'],
  ['100000', '100'],
])('takes nothing that the contract refuses: %s per second, %s percent', (rate, percent) => {
  const limits = { rate: readRate(rate), percent: readBouncePercent(percent) };
  expect(limits).toEqual({ rate: { value: Number(rate) }, percent: { value: Number(percent) } });
  expect(CreateCampaign.safeParse({ name: 'Spring', template: 'spring', ratePerSecond: Number(rate), pauseAtBounceRate: Number(percent) / 100 }).success).toBe(true);
});
