import { expect, it } from 'vitest';
import type { FaultResult } from '../report/fault-result.ts';
import { goodResult } from '../report/good-result.ts';
import { countVerdicts, verdictOf, withKillsProven } from './sum-up.ts';

const result = (name: string, change: Partial<FaultResult> = {}): FaultResult => ({ ...goodResult, name, ...change });
const kills = ['kill-api', 'kill-worker'];
const reason = 'no kill of any process cut an attempt short';

it.each<[string, FaultResult, string]>([
  ['held', result('a'), 'held'],
  ['broken', result('a', { lost: ['somebody'] }), 'broken'],
  ['not proven when nobody met it', result('a', { notProven: 'not once met: kills' }), 'not proven'],
  ['broken even when nobody met it', result('a', { notProven: 'not once met: kills', lost: ['somebody'] }), 'broken'],
])('a fault is %s', (_title, one, expected) => {
  expect(verdictOf(one)).toBe(expected);
});

it('the last line counts each of them', () => {
  expect(countVerdicts([result('a'), result('b'), result('c', { lost: ['somebody'] }), result('d', { notProven: 'no root' })])).toEqual({ 'held': 2, 'broken': 1, 'not proven': 1 });
});

it.each<[string, FaultResult[], (string | null)[]]>([
  ['are proven when one of them cut an attempt short', [result('kill-api'), result('kill-worker', { interrupted: 1 }), result('smtp')], [null, null, null]],
  ['are not when none did', [result('kill-api'), result('kill-worker'), result('smtp', { interrupted: 9 })], [reason, reason, null]],
  ['are left alone when only some were tried', [result('kill-api')], [null]],
  ['keep a reason of their own', [result('kill-api', { notProven: 'no root' }), result('kill-worker')], ['no root', reason]],
])('kills %s', (_title, results, expected) => {
  expect(withKillsProven(results, kills).map(({ notProven }) => notProven)).toEqual(expected);
});
