import type { JobResult } from '@carillon/queue';
import type { MongoServiceClient } from '@carillon/service-clients';
import type { CustomerFacing } from '../../customer-facing.ts';
import type { OccurrencePayload } from '../../define-rule-jobs.ts';
import { performOccurrence, skipOccurrence, type PerformOccurrenceDeps } from '../../occurrence/perform-occurrence.ts';
import { checkVerification, type CheckVerificationDeps } from './check.ts';
import { verificationVerifyEmployee } from './definition.ts';
import { verifyEmployeeEmail } from './email.ts';

export interface VerifyEmployeeDeps extends PerformOccurrenceDeps, CheckVerificationDeps {
  mongo: CheckVerificationDeps['mongo'] & Pick<MongoServiceClient, 'recordVerificationAttempt'>;
  customerFacing: CustomerFacing;
}

/** Find the verification, check again, claim, send the question on its way, note the attempt. */
export async function verifyEmployee(payload: OccurrencePayload, deps: VerifyEmployeeDeps): Promise<JobResult> {
  const now = deps.clock.now();
  const checked = await checkVerification(deps, { ...payload, now });
  if (checked.kind === 'excluded') return skipOccurrence(verificationVerifyEmployee, payload, deps, checked);
  const { verification, user, facts } = checked;
  return performOccurrence(verificationVerifyEmployee, payload, deps, {
    message: verifyEmployeeEmail(verification, user, deps.customerFacing),
    async noteDone(notificationId) {
      await deps.mongo.recordVerificationAttempt({ body: { verificationId: verification.id, number: facts.attempt, notificationId, at: now.toISOString() } });
    },
  });
}
