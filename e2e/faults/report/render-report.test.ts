import { expect, it } from 'vitest';
import { breaches, type FaultResult } from './fault-result.ts';
import { renderReport } from './render-report.ts';

const good: FaultResult = {
  name: 'kill-api', title: '`kill -9` of the API', at: '2026-03-29T01:59:00.000Z', seed: 1, notProven: null, kills: 4, promised: 120, taken: 118, failed: 1, unknown: 1, triedAgain: 9,
  lost: [], duplicates: [], excused: [], contradictions: [], refused: [], endedByThemselves: 0, handsNeeded: [], recoveryMs: 1_240, restMs: 3_000, countersAgree: true,
};

it('a fault is a row, dated, and all of them are summed up', () => {
  const report = renderReport({ a: good, b: { ...good, name: 'kill-worker' } });
  expect(report).toContain('| **kill-api**<br>`kill -9` of the API | 2026-03-29 | 120 | 118 | 1 | 1 | 0 | 0 | 0 | agree | 0 | 1.2 s | 3.0 s |');
  expect(report).toContain('| **all** | | 240 | 236 | 2 | 2 | 0 | 0 | 0 | | 0 | | |');
  expect(report).toContain('8 times a process was killed with SIGKILL. No process needed a hand.');
  expect(report).not.toContain('What does not hold');
});

it('what could not be tried is called not proven, and counts for nothing', () => {
  const report = renderReport({ a: { ...good, notProven: 'mounting needs root' } });
  expect(report).toContain('not proven: mounting needs root');
  expect(report).toContain('| **all** | | 0 | 0 |');
});

it.each<[string, Partial<FaultResult>]>([
  ['lost: somebody', { lost: ['somebody'] }],
  ['twice: somebody', { duplicates: ['somebody'] }],
  ['contradiction: somebody', { contradictions: ['somebody'] }],
  ['refused: 422', { refused: ['422'] }],
  ['needs a hand: redis', { handsNeeded: ['redis'] }],
  ['it did not recover', { recoveryMs: null }],
  ['the counters say something else than the rows', { countersAgree: false }],
])('%s is a breach, and the report names it', (breach, change) => {
  const result = { ...good, ...change };
  expect(breaches(result)).toEqual([breach]);
  expect(renderReport({ a: result })).toContain(`- \`kill-api\`: ${breach}`);
});

it('a run that was broken off before the counters were compared says so', () => {
  expect(renderReport({ a: { ...good, countersAgree: null } })).toContain('| not compared |');
});

it('copies that the log had owned up to are no breach, and are shown', () => {
  const result = { ...good, excused: ['somebody'] };
  expect(breaches(result)).toEqual([]);
  expect(renderReport({ a: result })).toContain('| 0 (1) |');
});
