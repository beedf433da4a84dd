import type { DeadLetterRecord } from '@carillon/db';
import type { DeadLetter } from '@carillon/queue';
import { expect, it, vi } from 'vitest';
import { keepDeadLetter } from './keep-dead-letter.ts';

const dataOf = (runId: string) => ({ requestId: runId, payload: { runId, subjectId: 'inv-42', userId: 'ada', slot: '2026-04-01.3d', parameters: {} } });
const letterOf = (runId: string): DeadLetter => ({ queue: 'payment', jobName: 'payment.send-reminder', jobId: 'a', data: dataOf(runId), reason: 'gone', attempts: 10, failedAt: new Date(0) });

it.each([
  ['is told', letterOf('run_1'), null, ['run_1']],
  ['is not told twice of one death', letterOf('run_1'), letterOf('run_1'), []],
  ['is told, as its job died after that of an earlier one', letterOf('run_2'), letterOf('run_1'), ['run_2']],
  ['is none for a job that is no rule’s own', { ...letterOf('run_1'), jobName: 'notification.send' }, null, []],
  ['is none for a job that can not be read', { ...letterOf('run_1'), data: { payload: 7 } }, null, []],
])('the run of a job that was given up %s', async (_title, letter, before: DeadLetterRecord | null, told) => {
  const settled = vi.fn(async (_runId: string) => undefined);
  const save = vi.fn(async () => before);
  await keepDeadLetter(letter, { deadLetters: { save }, runs: { settled } });
  expect(save).toHaveBeenCalledWith(letter);
  expect(settled.mock.calls.map(([runId]) => runId)).toEqual(told);
});
