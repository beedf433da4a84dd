import { expect, it } from 'vitest';
import { findLogDifferences, type LogRow } from './find-log-differences.ts';

const ada: LogRow = { userId: 'ada', status: 'sent' };
const grace: LogRow = { userId: 'grace', status: 'skipped' };
const both = new Set(['ada', 'grace']);
const right = { 'the counters': { skipped: 1, sent: 1, failed: 0 } };

it.each([
  ['nothing', [ada, grace], right, []],
  ['one who stands there twice', [ada, grace, grace], {}, ['1 stand there more than once: grace']],
  ['one who is missing', [ada], {}, ['1 are missing: grace']],
  ['one who was never meant', [ada, grace, { userId: 'eve', status: 'sent' }], {}, ['1 were never meant: eve']],
  ['one who is not done', [ada, { userId: 'grace', status: 'retrying' }], {}, ['1 are not final: grace (retrying)']],
  ['counts that disagree', [ada, grace], { 'the counters': { sent: 2 } }, ['the counters says [["sent",2]], and the rows are [["sent",1],["skipped",1]]']],
] as const)('finds %s', (_case, rows, told, differences) => {
  expect(findLogDifferences(both, rows, told)).toEqual(differences);
});
