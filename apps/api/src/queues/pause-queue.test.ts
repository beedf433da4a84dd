import { createIdSource, type AuditOutcome, type LiveEvent } from '@carillon/domain';
import { expect, it } from 'vitest';
import { createAuditTrail } from '../audit/audit-trail.ts';
import { pauseQueue, resumeQueue, type QueuesDeps } from './pause-queue.ts';

const context = { actor: { requester: { kind: 'operator', id: 'op_1', name: 'Ada' } }, requestId: 'r-1', ip: null } as never;
/** As ioredis words it. */
const notConnected = () => Promise.reject(new Error("Stream isn't writeable and enableOfflineQueue options is false"));
const away = () => Promise.reject(new Error('Command timed out'));

const clock = { now: () => new Date(0) };

function world(control: Partial<QueuesDeps['queueControl']>) {
  const told: LiveEvent[] = [];
  const outcomes: AuditOutcome[] = [];
  const entries = {
    insert: async ({ outcome }: { outcome: AuditOutcome }) => void outcomes.push(outcome),
    finish: async (_id: unknown, outcome: AuditOutcome) => void outcomes.splice(-1, 1, outcome),
  };
  const deps: QueuesDeps = {
    queueControl: { status: away, pause: async () => undefined, resume: async () => undefined, ...control },
    audit: createAuditTrail({ entries, ids: createIdSource(() => '01ARYZ6S41ZZZZZZZZZZZZZZZZ'), clock }),
    clock,
    tell: (event) => void told.push(event),
  };
  return { deps, told, outcomes };
}

it.each([
  ['paused', pauseQueue, true, 'The queue payment is paused'],
  ['resumed', resumeQueue, false, 'The queue payment runs again'],
])('a queue that was %s is told, and written down as done, when only the look at it fails', async (_title, act, paused, said) => {
  const { deps, told, outcomes } = world({});
  await expect(act(deps, context, 'payment')).rejects.toMatchObject({ code: 'dependency-unavailable', message: expect.stringContaining(said) });
  expect([told, outcomes]).toEqual([[{ type: 'queue.changed', name: 'payment', paused }], ['done']]);
});

it.each([
  ['paused', pauseQueue, 'Whether the queue payment is paused will be seen'],
  ['resumed', resumeQueue, 'Whether the queue payment runs again will be seen'],
])('nothing is told of a queue that could not be %s; that it was not is said only where that is certain', async (_title, act, perhaps) => {
  const certain = world({ pause: notConnected, resume: notConnected });
  await expect(act(certain.deps, context, 'payment')).rejects.toMatchObject({ code: 'dependency-unavailable', message: expect.stringContaining('Nothing was changed.') });
  expect([certain.told, certain.outcomes]).toEqual([[], ['refused']]);
  const open = world({ pause: away, resume: away });
  await expect(act(open.deps, context, 'payment')).rejects.toMatchObject({ code: 'dependency-unavailable', message: expect.stringContaining(perhaps) });
  expect([open.told, open.outcomes]).toEqual([[], ['started']]);
});
