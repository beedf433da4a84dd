import { createManualClock } from '@carillon/domain';
import { expect, it, vi } from 'vitest';
import { createApplyAsker } from './apply-asker.ts';

const clock = createManualClock(new Date('2026-03-29T00:59:30.000Z'));
const logger = { debug: vi.fn<() => void>() };

it('one job is asked for in a quarter of a second, and another one in the next', async () => {
  const enqueue = vi.fn<() => Promise<void>>(async () => undefined);
  const ask = createApplyAsker({ queue: { enqueue }, clock, logger });
  await ask('req_1');
  await ask('req_2');
  expect(enqueue).toHaveBeenCalledTimes(1);
  clock.advance(250);
  await ask('req_3');
  expect(enqueue).toHaveBeenCalledTimes(2);
});

it('what could not be enqueued is asked for again, and fails nobody', async () => {
  const enqueue = vi.fn<() => Promise<void>>(async () => undefined).mockRejectedValueOnce(new Error('Redis is away'));
  const ask = createApplyAsker({ queue: { enqueue }, clock, logger });
  await ask('req_1');
  await ask('req_2');
  expect(enqueue).toHaveBeenCalledTimes(2);
});
