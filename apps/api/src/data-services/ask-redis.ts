import { CarillonError } from '@carillon/domain';

/** Runs what does nothing but talk to Redis: whatever goes wrong there is told as `dependency-unavailable`. */
export async function askRedis<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    throw new CarillonError('dependency-unavailable', 'Redis, which holds the queues, can not be reached right now. Nothing was changed.', { retryAfterSeconds: 5, cause: error });
  }
}
