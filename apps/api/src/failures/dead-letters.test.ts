import type { DeadLetterRecord } from '@carillon/db';
import { expect, it } from 'vitest';
import { retryDeadLetters, type DeadLettersDeps } from './dead-letters.ts';

const context = { actor: { requester: { kind: 'operator', id: 'op_1', name: 'Ada' } }, requestId: 'r-1', ip: null } as never;
const failedAt = new Date('2026-03-29T10:00:00.000Z');
const letter = (jobId: string, data: unknown): DeadLetterRecord => ({ jobId, queue: 'notification', jobName: 'notification.send', data, reason: 'gone', attempts: 8, failedAt });
const readable = letter('a', { requestId: 'r-0', payload: { notificationId: 'ntf_01ARYZ6S41ZZZZZZZZZZZZZZZZ' } });
const unreadable = letter('b', { requestId: null, payload: { who: 'nobody' } });

const notConnected = "Stream isn't writeable and enableOfflineQueue options is false";
/** `takes` is how many jobs Redis takes before it goes away, as `failure` says; `isThere`: it has jobs with their ids. */
function world(letters: DeadLetterRecord[], { takes = Infinity, failure = notConnected, isThere = false } = {}) {
  let taken = 0;
  const done: unknown[] = [];
  const outcomes: string[] = [];
  const deps: DeadLettersDeps = {
    deadLetters: { groups: async () => ({ items: [], complete: true }), listGroup: async (_group, { after }) => letters.filter(({ jobId }) => jobId > after), remove: async ({ jobId }) => done.push(['removed', jobId]) > 0 },
    queue: {
      async enqueueEach(definition, requests) {
        taken += 1;
        if (taken > takes) throw new Error(failure);
        done.push(...requests.map((request) => [definition.name, request]));
        return requests.map(() => (isThere ? { isNew: false, requestId: 'run_2' } : { isNew: true }));
      },
    },
    runs: { requeued: async (runId) => void done.push(['requeued', runId]) },
    audit: {
      async record(_context, _change, perform) {
        const result = await perform();
        outcomes.push('done');
        return result;
      },
    },
  };
  return { deps, done, outcomes };
}

it('puts what can be read into its queue again, and keeps the rest', async () => {
  const { deps, done } = world([readable, unreadable]);
  expect(await retryDeadLetters(deps, context, { jobName: 'notification.send', reason: 'gone', dryRun: false })).toEqual({ count: 1, unreadable: 1 });
  expect(done).toEqual([['notification.send', { payload: { notificationId: 'ntf_01ARYZ6S41ZZZZZZZZZZZZZZZZ' }, requestId: 'r-0' }], ['removed', 'a']]);
});

it.each([
  ['waits for it again', false, [['requeued', 'run_1']]],
  ['does not while a later run has a job for the same', true, []],
])('what is a rule’s own was given up by its run, which %s', async (_title, isThere, told) => {
  const data = { requestId: 'run_1', payload: { runId: 'run_1', subjectId: 'inv-42', userId: 'ada', slot: '2026-04-01.3d', parameters: {} } };
  const { deps, done } = world([{ ...letter('d', data), queue: 'payment', jobName: 'payment.send-reminder' }], { isThere });
  await retryDeadLetters(deps, context, { jobName: 'payment.send-reminder', reason: 'gone', dryRun: false });
  expect(done.slice(1)).toEqual([['removed', 'd'], ...told]);
});

it('counts, and changes nothing, when that is asked for', async () => {
  const { deps, done } = world([readable, unreadable]);
  expect(await retryDeadLetters(deps, context, { jobName: 'notification.send', reason: 'gone', dryRun: true })).toEqual({ count: 1, unreadable: 1 });
  expect(done).toEqual([]);
});

it('refuses to run again what is not given up', async () => {
  await expect(retryDeadLetters(world([]).deps, context, { jobName: 'notification.send', reason: 'gone', dryRun: false })).rejects.toMatchObject({ code: 'conflict' });
});

it.each([
  ['that nothing was changed when it was away before', 0, notConnected, 'Nothing was changed.', 0, []],
  ['what may be when the first was lost', 0, 'Command timed out', 'The first of these jobs may be back in its queue', 0, []],
  ['how far it came when it went away meanwhile', 1, 'Command timed out', 'Back in their queue: 1 of these jobs.', 2, ['done']],
])('says that Redis is away, and %s', async (_title, takes, failure, said, changes, expected) => {
  const { deps, done, outcomes } = world([readable, { ...readable, jobId: 'c' }], { takes, failure });
  await expect(retryDeadLetters(deps, context, { jobName: 'notification.send', reason: 'gone', dryRun: false })).rejects.toMatchObject({ code: 'dependency-unavailable', message: expect.stringContaining(said) });
  expect([done.length, outcomes]).toEqual([changes, expected]);
});
