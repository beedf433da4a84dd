import type { JobResult } from '@carillon/queue';
import type { CustomerFacing } from '../../customer-facing.ts';
import type { OccurrencePayload } from '../../define-rule-jobs.ts';
import { performOccurrence, skipOccurrence, type PerformOccurrenceDeps } from '../../occurrence/perform-occurrence.ts';
import { checkInactiveUser, type CheckInactiveUserDeps } from './check.ts';
import { userInactiveUser } from './definition.ts';
import { inactiveUserEmail } from './email.ts';

export interface WarnInactiveUserDeps extends PerformOccurrenceDeps, CheckInactiveUserDeps {
  customerFacing: CustomerFacing;
}

/** Find the user, check again, claim, send the question on its way. */
export async function warnInactiveUser(payload: OccurrencePayload, deps: WarnInactiveUserDeps): Promise<JobResult> {
  const checked = await checkInactiveUser(deps, { ...payload, now: deps.clock.now() });
  if (checked.kind === 'excluded') return skipOccurrence(userInactiveUser, payload, deps, checked);
  return performOccurrence(userInactiveUser, payload, deps, { message: inactiveUserEmail(checked.user, checked.facts, deps.customerFacing) });
}
