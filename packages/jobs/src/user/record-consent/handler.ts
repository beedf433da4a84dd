import type { RecordConsent } from '@carillon/domain';
import type { JobResult } from '@carillon/queue';
import type { MongoServiceClient } from '@carillon/service-clients';
import { orNull } from '../../service-error.ts';

export interface RecordUserConsentDeps {
  mongo: Pick<MongoServiceClient, 'recordConsent'>;
}

/** Writes a decision down as of when it was made: a later one that was noted meanwhile stands. */
export async function recordUserConsent({ userId, ...decision }: RecordConsent & { userId: Parameters<MongoServiceClient['recordConsent']>[0]['params']['id'] }, { mongo }: RecordUserConsentDeps): Promise<JobResult> {
  const user = await orNull(mongo.recordConsent({ params: { id: userId }, body: decision }));
  return user === null ? { outcome: 'skipped', reason: 'the user is not there any more' } : { outcome: 'recorded' };
}
