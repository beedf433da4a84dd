import { CarillonError } from '@carillon/domain';
import { wasNeverSent } from '@carillon/queue';

interface Told {
  /** What was done up to then. */
  done?: string;
  /** Of what changes something: what is to be thought of it when it may have arrived, although no answer came. */
  perhaps?: string;
}

/** Runs what does nothing but talk to Redis: whatever goes wrong there is told as `dependency-unavailable`, with what is known of the change. */
export async function askRedis<Result>(ask: () => Promise<Result>, { done = 'Nothing was changed.', perhaps }: Told = {}): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    const outcomeUnknown = perhaps !== undefined && !wasNeverSent(error);
    throw new CarillonError('dependency-unavailable', `Redis, which holds the queues, can not be reached right now. ${outcomeUnknown ? perhaps : done}`, { retryAfterSeconds: 5, outcomeUnknown, cause: error });
  }
}
