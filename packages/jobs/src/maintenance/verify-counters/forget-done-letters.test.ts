import type { DeadLetterRecord } from '@carillon/db';
import { NotificationId, type OccurrenceState } from '@carillon/domain';
import { expect, it, vi } from 'vitest';
import { forgetDoneLetters, type ForgetDoneLettersDeps } from './forget-done-letters.ts';

const failedAt = new Date('2026-03-29T10:00:00.000Z');
const notificationId = NotificationId.parse('ntf_01ARYZ6S41ZZZZZZZZZZZZZZZZ');
const letter = (jobName: string, payload: object, jobId = 'a'): DeadLetterRecord => ({ jobId, queue: 'q', jobName, data: { requestId: null, payload }, reason: 'gone', attempts: 8, failedAt });
const send = letter('notification.send', { notificationId });
const occurrence = letter('payment.send-reminder', { runId: 'run_1', subjectId: 'inv-42', userId: 'ada', slot: '2026-04-01.3d', parameters: {} });
const sweep = letter('payment.send-reminder.sweep', { runId: 'run_1', rule: 'payment.send-reminder', slot: '2026-03-29T09:00:00.000Z', parameters: {} });
const maintenance = letter('maintenance.purge', { runId: 'run_1', rule: 'maintenance.purge', slot: '2026-03-29T09:40:00.000Z', parameters: {} });

interface World {
  waiting?: boolean;
  occurrence?: OccurrenceState;
  runDone?: boolean;
  doneSlot?: string;
}
function world(letters: readonly DeadLetterRecord[], { waiting = false, occurrence: state, runDone = false, doneSlot }: World = {}) {
  const forgotten: string[] = [];
  const deps: ForgetDoneLettersDeps = {
    deadLetters: {
      list: vi.fn(async ({ after, limit }: { after: string; limit: number }) => letters.filter(({ jobId }) => jobId > after).slice(0, limit)),
      forget: async (gone) => {
        forgotten.push(...gone.map(({ jobId }) => jobId));
        return gone.length;
      },
    },
    notifications: { findUnsettled: async (ids) => new Set(waiting ? ids : []) },
    occurrences: { findStates: async () => new Map(state === undefined ? [] : [['payment.send-reminder|inv-42|2026-04-01.3d', { state, reason: null, notificationId, runId: 'run_2' }]]) },
    runs: { findDone: async (ids) => new Set(runDone ? ids : []), latestDoneSlot: async () => (doneSlot === undefined ? null : new Date(doneSlot)) },
  };
  return { deps, forgotten };
}

it.each<[string, DeadLetterRecord, World, number]>([
  ['a notification that was sent since, or is not kept any more', send, {}, 1],
  ['a notification that still waits', send, { waiting: true }, 0],
  ['an occurrence that a later run brought to its message', occurrence, { occurrence: 'notified' }, 1],
  ['an occurrence that was not wanted any more', occurrence, { occurrence: 'skipped' }, 1],
  ['an occurrence that was left in the middle', occurrence, { occurrence: 'claimed' }, 0],
  ['an occurrence that never began', occurrence, {}, 0],
  ['a sweep that was run again', sweep, { runDone: true }, 1],
  ['a sweep that was not, whatever others did', sweep, { doneSlot: '2026-03-29T10:00:00.000Z' }, 0],
  ['maintenance that has been done since', maintenance, { doneSlot: '2026-03-29T10:40:00.000Z' }, 1],
  ['maintenance that was run again', maintenance, { runDone: true }, 1],
  ['maintenance that has not been done since', maintenance, { doneSlot: '2026-03-29T08:40:00.000Z' }, 0],
  ['a job that nothing tells of', letter('campaign.deliver-chunk', { campaignId: 'cmp', lane: 1 }), { runDone: true }, 0],
  ['a job that can not be read', letter('notification.send', { who: 'nobody' }), {}, 0],
])('%s', async (_what, dead, state, gone) => {
  const { deps } = world([dead], state);
  expect(await forgetDoneLetters(deps)).toBe(gone);
});

it('looks at all of them, a page at a time', async () => {
  const letters = Array.from({ length: 1_201 }, (_, index) => ({ ...send, jobId: String(index).padStart(4, '0') }));
  const { deps, forgotten } = world(letters);
  expect(await forgetDoneLetters(deps)).toBe(1_201);
  expect([forgotten.length, vi.mocked(deps.deadLetters.list).mock.calls.length]).toEqual([1_201, 3]);
});
