import type { OccurrenceRepository } from '@carillon/db';
import type { Clock, Exclusion, RuleName } from '@carillon/domain';
import type { FindPaymentDeps } from '../payment/find-payment.ts';
import { checkOverduePayment } from '../payment/mark-overdue/check.ts';
import { checkPaymentReminder } from '../payment/send-reminder/check.ts';
import { checkUserToDeactivate, type CheckUserToDeactivateDeps } from '../user/deactivate-user/check.ts';
import { checkInactiveUser, type CheckInactiveUserDeps } from '../user/inactive-user/check.ts';
import { checkVerification, type CheckVerificationDeps } from '../verification/verify-employee/check.ts';
import type { Checked, OccurrenceCheck } from './check.ts';

type CheckDeps = FindPaymentDeps & CheckInactiveUserDeps & CheckUserToDeactivateDeps & CheckVerificationDeps;
export type RecheckOccurrenceDeps = CheckDeps & { occurrences: Pick<OccurrenceRepository, 'find'>; clock: Clock };

const checks: Record<RuleName, (deps: CheckDeps, check: OccurrenceCheck) => Promise<Checked<object>>> = {
  'payment.send-reminder': checkPaymentReminder,
  'payment.mark-overdue': async (deps, check) => {
    const checked = await checkOverduePayment(deps, check);
    return checked.kind === 'due' ? (checked.facts.silent ?? checked) : checked;
  },
  'user.inactive-user': checkInactiveUser,
  'user.deactivate-user': checkUserToDeactivate,
  'verification.verify-employee': checkVerification,
};

/** The rule's own check once more, right before a message leaves: null, or why it must not. Rejects when a service can not be asked. */
export async function recheckOccurrence(deps: RecheckOccurrenceDeps, rule: RuleName, { subjectId, slot }: { subjectId: string; slot: string }): Promise<Exclusion | null> {
  const occurrence = await deps.occurrences.find({ rule, subjectId, slot });
  if (occurrence === null) return null;
  const checked = await checks[rule](deps, { subjectId, slot, parameters: occurrence.parameters, now: deps.clock.now() });
  return checked.kind === 'excluded' ? checked : null;
}
