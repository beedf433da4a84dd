import { describe, expect, it } from 'vitest';
import { describeRows, summarize } from './report.ts';

const reached = { figure: 'messages/s', product: 1234.56, bare: 1000, ratio: 1.23456, spread: [1.1, 1.31234], goal: '≥ 0.8 ×', reached: true } as const;
const missed = { figure: 'p99 ms', product: 30.129, bare: 15, ratio: 2.0086, spread: [1.9, 2.1], goal: '≤ 1.5 ×', reached: false } as const;

describe('a printed table', () => {
  it('shows what can be read at a glance, under the names of the sides', () => {
    expect(describeRows([reached, missed], ['1,000,000 rows', '10,000 rows'])).toEqual([
      { figure: 'messages/s', '1,000,000 rows': 1235, '10,000 rows': 1000, ratio: 1.23, spread: '1.1 … 1.31', goal: '≥ 0.8 ×', reached: 'yes' },
      { figure: 'p99 ms', '1,000,000 rows': 30.1, '10,000 rows': 15, ratio: 2.01, spread: '1.9 … 2.1', goal: '≤ 1.5 ×', reached: 'NO' },
    ]);
  });
});

describe('the last lines', () => {
  it.each([
    { title: 'say that all is well', measured: [{ name: 'deliver', rows: [reached] }], failed: [], lines: ['1 of 1 goals reached'] },
    { title: 'name each goal that was missed', measured: [{ name: 'accept', rows: [reached, missed] }], failed: [], lines: ['1 of 2 goals reached', 'MISSED  accept: p99 ms 30.1 against 15, ratio 2.01, goal ≤ 1.5 ×'] },
    { title: 'name what could not be measured', measured: [], failed: ['logs'], lines: ['0 of 0 goals reached', 'FAILED  logs: not measured, see above'] },
  ])('$title', ({ measured, failed, lines }) => {
    expect(summarize(measured, failed).split('\n')).toEqual(lines);
  });
});
