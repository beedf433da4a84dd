import type { OccurrenceRepository } from '@carillon/db';
import { occurrenceIdOf, type DueEntry, type Page, type RuleName } from '@carillon/domain';
import { findOverduePayments, type FindOverduePaymentsDeps } from './payment/mark-overdue/find-candidates.ts';
import { findDuePayments, type FindDuePaymentsDeps } from './payment/send-reminder/find-candidates.ts';
import type { Candidate, FindCandidates } from './sweep/candidate.ts';
import { findUsersToDeactivate, type FindUsersToDeactivateDeps } from './user/deactivate-user/find-candidates.ts';
import { findInactiveUsers, type FindInactiveUsersDeps } from './user/inactive-user/find-candidates.ts';
import { findPendingVerifications, type FindPendingVerificationsDeps } from './verification/verify-employee/find-candidates.ts';

type FindDeps = FindDuePaymentsDeps & FindOverduePaymentsDeps & FindInactiveUsersDeps & FindUsersToDeactivateDeps & FindPendingVerificationsDeps;
export type PreviewDueDeps = FindDeps & { occurrences: Pick<OccurrenceRepository, 'findStates'> };

const finders: Record<RuleName, FindCandidates<FindDeps>> = {
  'payment.send-reminder': findDuePayments,
  'payment.mark-overdue': findOverduePayments,
  'user.inactive-user': findInactiveUsers,
  'user.deactivate-user': findUsersToDeactivate,
  'verification.verify-employee': findPendingVerifications,
};

/**
 * Who a rule would reach if it were swept at `now`, and who not and why: read and decided by what the sweep itself uses, and
 * nothing is enqueued. `limit` is at most 200. Rejects with a ZodError for parameters that do not fit the rule, with a
 * CarillonError for a foreign cursor, and with the errors of the service clients.
 */
export async function previewDue(
  rule: RuleName,
  deps: PreviewDueDeps,
  query: { limit: number; cursor?: string | undefined; now: Date; parameters?: Record<string, unknown> },
): Promise<Page<DueEntry>> {
  const { items, nextCursor } = await finders[rule](deps, { now: query.now, limit: query.limit, cursor: query.cursor, parameters: query.parameters ?? {} });
  const keys = items.flatMap(({ subjectId, decision }) => (decision.kind === 'due' ? [{ rule, subjectId, slot: decision.slot }] : []));
  const states = await deps.occurrences.findStates(keys);
  return { nextCursor, items: items.map((candidate) => toEntry(rule, candidate, states)) };
}

function toEntry(rule: RuleName, { subjectId, userId, user, decision }: Candidate, states: Awaited<ReturnType<OccurrenceRepository['findStates']>>): DueEntry {
  const subject = { rule, subjectId, userId, userName: user?.name ?? null, email: user?.email ?? null, timeZone: user?.timeZone ?? null };
  if (decision.kind === 'excluded') return { ...subject, verdict: 'excluded', code: decision.code, reason: decision.reason, slot: null, dueAt: null, notificationId: null };
  const due = { slot: decision.slot, dueAt: decision.dueAt.toISOString() };
  const known = states.get(occurrenceIdOf({ rule, subjectId, slot: decision.slot }));
  switch (known?.state) {
    case 'notified':
      return { ...subject, ...due, verdict: 'excluded', code: 'already sent', reason: `${decision.reason}. It was sent before.`, notificationId: known.notificationId };
    case 'skipped':
      return { ...subject, ...due, verdict: 'excluded', code: 'skipped before', reason: known.reason ?? decision.reason, notificationId: null };
    default:
      return { ...subject, ...due, verdict: 'due', code: null, reason: decision.reason, notificationId: null };
  }
}
