import { DEACTIVATION_REASON, excluded, type Exclusion } from '@carillon/domain';
import type { JobResult } from '@carillon/queue';
import type { MongoServiceClient } from '@carillon/service-clients';
import type { CustomerFacing } from '../../customer-facing.ts';
import type { OccurrencePayload } from '../../define-rule-jobs.ts';
import { performOccurrence, skipOccurrence, type PerformOccurrenceDeps } from '../../occurrence/perform-occurrence.ts';
import { isRefusedWith } from '../../service-error.ts';
import { checkUserToDeactivate, type CheckUserToDeactivateDeps } from './check.ts';
import { userDeactivateUser } from './definition.ts';
import { accountDeactivatedEmail } from './email.ts';

export interface DeactivateUserDeps extends PerformOccurrenceDeps, CheckUserToDeactivateDeps {
  mongo: Pick<MongoServiceClient, 'getUser' | 'deactivateUser'>;
  notifications: PerformOccurrenceDeps['notifications'] & CheckUserToDeactivateDeps['notifications'];
  customerFacing: CustomerFacing;
}

/** Find the user and the warning, check again, claim, deactivate, send word of it on its way. */
export async function deactivateUser(payload: OccurrencePayload, deps: DeactivateUserDeps): Promise<JobResult> {
  const now = deps.clock.now();
  const checked = await checkUserToDeactivate(deps, { ...payload, now });
  if (checked.kind === 'excluded') return skipOccurrence(userDeactivateUser, payload, deps, checked);
  const { user, facts } = checked;
  return performOccurrence(userDeactivateUser, payload, deps, {
    act: () => deactivate(deps, user.id, facts.inactiveSince),
    message: accountDeactivatedEmail(user, user.deactivatedAt === null ? now : new Date(user.deactivatedAt), deps.customerFacing),
  });
}

/** The service has the last word: whoever came back in this very moment stays. */
async function deactivate({ mongo }: Pick<DeactivateUserDeps, 'mongo'>, id: string, inactiveSince: Date): Promise<Exclusion | null> {
  try {
    await mongo.deactivateUser({ params: { id }, body: { inactiveSince: inactiveSince.toISOString(), reason: DEACTIVATION_REASON } });
    return null;
  } catch (error) {
    if (isRefusedWith(error, 409)) return excluded('came back', error instanceof Error ? error.message : '');
    throw error;
  }
}
