import type { OccurrenceRepository } from '@carillon/db';
import type { DueEntry, Page, RuleName } from '@carillon/domain';
import { overduePayments, type FindOverduePaymentsDeps } from '../payment/mark-overdue/find-candidates.ts';
import { duePayments, type FindDuePaymentsDeps } from '../payment/send-reminder/find-candidates.ts';
import { findFrom, type FindCandidates } from '../sweep/candidate.ts';
import { toDueEntries } from '../sweep/to-due-entries.ts';
import { usersToDeactivate, type FindUsersToDeactivateDeps } from '../user/deactivate-user/find-candidates.ts';
import { inactiveUsers, type FindInactiveUsersDeps } from '../user/inactive-user/find-candidates.ts';
import { pendingVerifications, type FindPendingVerificationsDeps } from '../verification/verify-employee/find-candidates.ts';

/** How many pages of candidates one request looks through for a verdict that is rare. */
const MAX_PAGES = 10;

type FindDeps = FindDuePaymentsDeps & FindOverduePaymentsDeps & FindInactiveUsersDeps & FindUsersToDeactivateDeps & FindPendingVerificationsDeps;
export type PreviewDueDeps = FindDeps & { occurrences: Pick<OccurrenceRepository, 'findStates'> };

const finders: Record<RuleName, FindCandidates<FindDeps>> = {
  'payment.send-reminder': findFrom(duePayments),
  'payment.mark-overdue': findFrom(overduePayments),
  'user.inactive-user': findFrom(inactiveUsers),
  'user.deactivate-user': findFrom(usersToDeactivate),
  'verification.verify-employee': findFrom(pendingVerifications),
};

/**
 * Who a rule would reach if it were swept at `now`, and who not and why: read and decided by what the sweep itself uses, and
 * nothing is enqueued. `limit` is at most 200; with a `verdict`, pages that hold nobody like that are passed over, and one
 * may be empty though there is more. Rejects with a ZodError for parameters that do not fit the rule, with a
 * CarillonError for a foreign cursor, and with the errors of the service clients.
 */
export async function previewDue(
  rule: RuleName,
  deps: PreviewDueDeps,
  query: { limit: number; cursor?: string | undefined; now: Date; parameters?: Record<string, unknown>; verdict?: DueEntry['verdict'] | undefined },
): Promise<Page<DueEntry>> {
  let cursor = query.cursor;
  for (let page = 1; ; page += 1) {
    const { items, nextCursor } = await finders[rule](deps, { now: query.now, limit: query.limit, cursor, parameters: query.parameters ?? {} });
    const entries = await toDueEntries(rule, items, deps.occurrences);
    const wanted = query.verdict === undefined ? entries : entries.filter(({ verdict }) => verdict === query.verdict);
    if (wanted.length > 0 || nextCursor === null || page >= MAX_PAGES) return { nextCursor, items: wanted };
    cursor = nextCursor;
  }
}
