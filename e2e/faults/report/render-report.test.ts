import { expect, it } from 'vitest';
import { breaches, FaultResult } from './fault-result.ts';
import { goodResult } from './good-result.ts';
import { renderReport } from './render-report.ts';

const good: FaultResult = { ...goodResult, met: { kills: 4 }, kills: 4, promised: 520, byCampaign: 400, taken: 518, failed: 1, unknown: 1, interrupted: 3, recoveryMs: 1_240, restMs: 3_000 };

it('a fault is a row with its day, revision and seed, and all of them are summed up', () => {
  const report = renderReport({ a: good, b: { ...good, name: 'kill-worker' } });
  expect(report).toContain('| **kill-api**<br>`kill -9` of the API<br>met: kills 4 | 2026-03-29<br>b313339, seed 7 | 520 | 518 | 1 | 1 | 3 | 0 | 0 | 0 | agree | 0 | 1.2 s | 3.0 s |');
  expect(report).toContain('| **all** | | 1040 | 1036 | 2 | 2 | 6 | 0 | 0 | 0 | | 0 | | |');
  expect(report).toContain('800 of the messages were promised by campaigns. 8 times a process was killed with SIGKILL. No process needed a hand.');
  expect(report).not.toContain('What does not hold');
});

it('the report says what it does not show', () => {
  expect(renderReport({ a: good })).toContain('## What it does not show\n\n- The document store is the embedded one.');
});

it('what could not be tried is called not proven, and counts for nothing', () => {
  const report = renderReport({ a: { ...good, notProven: 'mounting needs root' } });
  expect(report).toContain('| not proven: mounting needs root | | | | | | | | | | | |');
  expect(report).toContain('| **all** | | 0 | 0 |');
});

it.each<[string, Partial<FaultResult>]>([
  ['lost: somebody', { lost: ['somebody'] }],
  ['twice: somebody', { duplicates: ['somebody'] }],
  ['contradiction: somebody', { contradictions: ['somebody'] }],
  ['refused: 422', { refused: ['422'] }],
  ['needs a hand: redis', { handsNeeded: ['redis'] }],
  ['it did not recover', { recoveryMs: null }],
  ['does not come to rest: ntf_1 is sent since 01:59', { open: ['ntf_1 is sent since 01:59'], restMs: null }],
  ['counted wrong, and nobody was cut off: minute 01:59: -1 sent', { miscounted: ['minute 01:59: -1 sent'] }],
  ['the counters say something else than the rows', { countersAgree: false }],
  ['lost: somebody', { lost: ['somebody'], notProven: 'not once met: kills' }],
])('%s is a breach, and the report names it', (breach, change) => {
  const result = { ...good, ...change };
  expect(breaches(result)).toEqual([breach]);
  expect(renderReport({ a: result })).toContain(`- \`kill-api\`: ${breach}`);
});

it('a run that was broken off before the counters were compared says so', () => {
  expect(renderReport({ a: { ...good, countersAgree: null } })).toContain('| not compared |');
});

it.each<[string, Partial<FaultResult>, string]>([
  ['copies that an operator wanted', { excused: ['somebody'] }, '| 0 (1) |'],
  ['counts that whoever was cut off could not make, and that were mended', { miscounted: ['minute 01:59: -1 sent'], mayMiscount: true }, '| agree (1) |'],
])('%s are no breach, and are shown', (_title, change, shown) => {
  const result = { ...good, ...change };
  expect(breaches(result)).toEqual([]);
  expect(renderReport({ a: result })).toContain(shown);
});

it('a result is kept as it is, and one of an earlier suite is not taken for it', () => {
  expect(FaultResult.parse(good)).toEqual(good);
  expect(FaultResult.safeParse({ ...good, commit: undefined }).success).toBe(false);
});
