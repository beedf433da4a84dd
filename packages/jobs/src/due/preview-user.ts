import type { OccurrenceRepository } from '@carillon/db';
import type { DueEntry, RuleName, User } from '@carillon/domain';
import type { FindOpenPaymentsDeps } from '../payment/find-open-payments.ts';
import { overduePaymentsOfUser } from '../payment/mark-overdue/look-at-user.ts';
import { duePaymentsOfUser } from '../payment/send-reminder/look-at-user.ts';
import type { LookAtUser } from '../sweep/look-at-user.ts';
import { toDueEntries } from '../sweep/to-due-entries.ts';
import { deactivationOfUser, type DeactivationOfUserDeps } from '../user/deactivate-user/look-at-user.ts';
import { inactivityOfUser } from '../user/inactive-user/look-at-user.ts';
import { pendingVerificationsOfUser, type PendingVerificationsOfUserDeps } from '../verification/verify-employee/look-at-user.ts';

type LookDeps = FindOpenPaymentsDeps & DeactivationOfUserDeps & PendingVerificationsOfUserDeps;
export type PreviewUserDeps = LookDeps & { occurrences: Pick<OccurrenceRepository, 'findStates'> };

const looks: Record<RuleName, LookAtUser<LookDeps>> = {
  'payment.send-reminder': duePaymentsOfUser,
  'payment.mark-overdue': overduePaymentsOfUser,
  'user.inactive-user': inactivityOfUser,
  'user.deactivate-user': deactivationOfUser,
  'verification.verify-employee': pendingVerificationsOfUser,
};

/**
 * What a rule says about one user at `now`, by the same pure rule that the sweep uses: one entry for each payment or
 * verification that is open, or one for the user. Rejects with a ZodError for parameters that do not fit the rule, and
 * with the errors of the service clients.
 */
export async function previewUser(rule: RuleName, deps: PreviewUserDeps, question: { user: User; now: Date; parameters: Record<string, unknown> }): Promise<DueEntry[]> {
  return toDueEntries(rule, await looks[rule](deps, question), deps.occurrences);
}
