import { CarillonError } from '@carillon/domain';
import type { RequestContext } from '../http/route.ts';
import type { ChangeSuppressionsDeps } from './add-suppressions.ts';

/** Takes an address off the list. Throws `not-found` for one that is not on it. */
export async function releaseSuppression({ suppressions, audit }: ChangeSuppressionsDeps, context: RequestContext, address: string): Promise<void> {
  await audit.record(context, { action: 'suppression.released', subject: { kind: 'suppressions', id: address }, changes: {} }, async () => {
    if (!(await suppressions.release(address))) throw new CarillonError('not-found', `${address} is not on the list.`);
  });
}
