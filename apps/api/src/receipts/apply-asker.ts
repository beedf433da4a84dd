import type { Clock } from '@carillon/domain';
import { applyRequestFor, receiptApply } from '@carillon/jobs/definitions';
import type { Logger } from '@carillon/observability';
import type { JobQueue } from '@carillon/queue';

/**
 * Asks for what was stored to be applied: one job does for all of a slot, since it runs behind the slot's end, so whoever
 * knows that it is enqueued need not ask again. Never rejects: without Redis the next look at what is due finds it.
 */
export function createApplyAsker({ queue, clock, logger }: { queue: Pick<JobQueue, 'enqueue'>; clock: Clock; logger: Pick<Logger, 'debug'> }): (requestId: string | null) => Promise<void> {
  let enqueued = '';
  return async (requestId) => {
    const request = applyRequestFor(clock.now(), requestId);
    if (request.payload.slot === enqueued) return;
    try {
      await queue.enqueue(receiptApply, request);
      enqueued = request.payload.slot;
    } catch (error) {
      logger.debug('receipt.not-enqueued', { error });
    }
  };
}
