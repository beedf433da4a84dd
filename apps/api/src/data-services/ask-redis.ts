import { CarillonError } from '@carillon/domain';

/**
 * Runs what does nothing but talk to Redis: whatever goes wrong there is told as `dependency-unavailable`. `changed` says what was done up to then, where that
 * is something.
 */
export async function askRedis<Result>(ask: () => Promise<Result>, changed = 'Nothing was changed.'): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    throw new CarillonError('dependency-unavailable', `Redis, which holds the queues, can not be reached right now. ${changed}`, { retryAfterSeconds: 5, cause: error });
  }
}
