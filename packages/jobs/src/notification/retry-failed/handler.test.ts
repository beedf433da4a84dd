import { expect, it } from 'vitest';
import { NotificationId } from '@carillon/domain';
import { retryFailedNotifications, type RetryFailedNotificationsDeps } from './handler.ts';

const ids = ['01', '02', '03'].map((end) => NotificationId.parse(`ntf_01ARYZ6S41ZZZZZZZZZZZZZZ${end}`));
const by = { kind: 'operator', id: 'op_1', name: 'Ada' } as const;
const payload = { round: 'r-1', filter: { category: 'billing' }, reasons: ['550'], before: '2026-03-29T10:00:00.000Z', by, attempts: 5 };

function world() {
  const failed = new Map(ids.map((id) => [id, 2]));
  const enqueued: string[] = [];
  const asked: unknown[] = [];
  const deps: RetryFailedNotificationsDeps = {
    notifications: {
      findFailures: async (filter, reasons, { before }) => {
        asked.push({ filter, reasons, before: before.toISOString() });
        return [...failed].map(([id, attemptCount]) => ({ id, attemptCount }));
      },
      // The second was moved by somebody else in this moment.
      transition: async (id, event, details) => {
        failed.delete(NotificationId.parse(id));
        asked.push({ id, event, maxAttempts: details.maxAttempts });
        return id === ids[1] ? null : ({ id, priority: 'normal', nextAttemptAt: null } as never);
      },
      markEnqueued: async () => undefined,
    },
    queue: { enqueueBulk: async (_definition, requests) => void enqueued.push(...requests.map(({ payload: job }) => (job as { notificationId: string }).notificationId)) },
    clock: { now: () => new Date('2026-03-29T10:00:01.000Z') },
  };
  return { deps, enqueued, asked };
}

it('queues each that failed by then once more, and twice the job queues nothing twice', async () => {
  const { deps, enqueued, asked } = world();
  const first = await retryFailedNotifications(payload, deps, { requestId: null });
  const second = await retryFailedNotifications(payload, deps, { requestId: null });
  expect([first.reason, second.reason]).toEqual(['queued 2 once more', 'queued 0 once more']);
  expect(enqueued).toEqual([ids[0], ids[2]]);
  expect(asked[0]).toEqual({ filter: { category: 'billing' }, reasons: ['550'], before: payload.before });
  expect(asked[1]).toEqual({ id: ids[0], event: 'retry-requested', maxAttempts: 7 });
});
