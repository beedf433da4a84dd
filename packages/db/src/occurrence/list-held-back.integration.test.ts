import { randomUUID } from 'node:crypto';
import { createManualClock, NotificationId, type OccurrenceKey, type OccurrenceState } from '@carillon/domain';
import { expect, inject, it, onTestFinished } from 'vitest';
import { connectDatabase } from '../connection.ts';
import { ensureIndexes } from '../ensure-indexes.ts';
import { createHeldBackList } from './list-held-back.ts';
import { occurrenceModel } from './model.ts';
import { createOccurrenceRepository } from './repository.ts';

const start = new Date('2026-11-21T09:00:00.000Z');
const notificationId = NotificationId.parse('ntf_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q');
const keyOf = (subjectId: string): OccurrenceKey => ({ rule: 'payment.send-reminder', subjectId, slot: '2026-11-24.3d' });

it('has what did not lead to a message, newest first and page by page, of one user alone', async () => {
  const uri = new URL(inject('mongodbUri'));
  uri.pathname = `/db-${randomUUID()}`;
  const database = await connectDatabase({ uri: uri.href });
  onTestFinished(async () => {
    await database.connection.dropDatabase();
    await database.close();
  });
  const model = occurrenceModel(database.connection);
  await ensureIndexes(database.connection);
  const clock = createManualClock(start);
  const occurrences = createOccurrenceRepository({ model, clock });
  const add = async (subjectId: string, userId: string, settled: Exclude<OccurrenceState, 'claimed'> | null, reason: string | null) => {
    clock.advance(1_000);
    await occurrences.claim(keyOf(subjectId), { userId, notificationId, runId: 'run_1', parameters: {} });
    await (settled === null ? null : occurrences.settle(keyOf(subjectId), { state: settled, reason, runId: 'run_1' }));
  };
  await add('p-paid', 'u-1', 'skipped', 'paid');
  await add('p-sent', 'u-1', 'notified', null);
  await add('p-other', 'u-2', 'skipped', 'paid');
  await add('p-waiting', 'u-1', null, null);

  const list = createHeldBackList({ model });
  const first = await list('u-1', { limit: 1 });
  const second = await list('u-1', { limit: 1, cursor: first.nextCursor ?? '' });
  expect([...first.items, ...second.items]).toMatchObject([
    { kind: 'held-back', subjectId: 'p-waiting', state: 'claimed', reason: null, at: '2026-11-21T09:00:04.000Z' },
    { kind: 'held-back', subjectId: 'p-paid', state: 'skipped', reason: 'paid', at: '2026-11-21T09:00:01.000Z' },
  ]);
  expect(second.nextCursor).toBeNull();
});
