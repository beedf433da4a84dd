import type { NotificationRepository, OccurrenceRepository } from '@carillon/db';
import {
  DeactivateUserParameters, decideInactivityWarning, decideOverdue, decideReminder, decideUserDeactivation, decideVerificationRequest, InactiveUserParameters, PaymentOverdueParameters,
  PaymentReminderParameters, VerifyEmployeeParameters, type DueEntry, type Payment, type RuleDecision, type RuleName, type User,
} from '@carillon/domain';
import type { MongoServiceClient, SqlServiceClient } from '@carillon/service-clients';
import type { Candidate } from './sweep/candidate.ts';
import { toDueEntries } from './sweep/to-due-entries.ts';
import { WARNING_RULE } from './user/deactivate-user/find-candidates.ts';
import { findAttempts } from './verification/verify-employee/find-attempts.ts';

/** Open payments and verifications of one user beyond this are left out. */
const LIMIT = 100;

export interface PreviewUserDeps {
  sql: Pick<SqlServiceClient, 'listPayments' | 'listVerifications'>;
  mongo: Pick<MongoServiceClient, 'listVerificationAttempts'>;
  notifications: Pick<NotificationRepository, 'findLastSent'>;
  occurrences: Pick<OccurrenceRepository, 'findStates'>;
}
interface Question {
  user: User;
  now: Date;
  parameters: Record<string, unknown>;
}
type Look = (deps: PreviewUserDeps, question: Question) => Promise<Candidate[]>;

const looks: Record<RuleName, Look> = {
  async 'payment.send-reminder'(deps, { user, now, parameters }) {
    const limits = PaymentReminderParameters.parse(parameters);
    return lookAtPayments(deps, user, (payment) => decideReminder({ payment, user }, now, limits));
  },
  async 'payment.mark-overdue'(deps, { user, now, parameters }) {
    const limits = PaymentOverdueParameters.parse(parameters);
    return lookAtPayments(deps, user, (payment) => decideOverdue({ payment, user }, now, limits));
  },
  async 'user.inactive-user'(_deps, { user, now, parameters }) {
    return [about(user, user.id, decideInactivityWarning(user, now, InactiveUserParameters.parse(parameters)))];
  },
  async 'user.deactivate-user'({ notifications }, { user, now, parameters }) {
    const limits = DeactivateUserParameters.parse(parameters);
    const warnings = await notifications.findLastSent(WARNING_RULE, [user.id]);
    return [about(user, user.id, decideUserDeactivation({ user, warnedAt: warnings.get(user.id) ?? null }, now, limits))];
  },
  async 'verification.verify-employee'({ sql, mongo }, { user, now, parameters }) {
    const limits = VerifyEmployeeParameters.parse(parameters);
    const { items } = await sql.listVerifications({ query: { userId: user.id, status: 'pending', limit: LIMIT } });
    const candidates: Candidate[] = [];
    for (const verification of items) {
      const attempts = await findAttempts(mongo, verification.id);
      candidates.push(about(user, verification.id, decideVerificationRequest({ verification, user, attempts }, now, limits)));
    }
    return candidates;
  },
};

/**
 * What a rule says about one user at `now`, by the same pure rule that the sweep uses: one entry for each payment or
 * verification that is open, or one for the user. Rejects with a ZodError for parameters that do not fit the rule, and
 * with the errors of the service clients.
 */
export async function previewUser(rule: RuleName, deps: PreviewUserDeps, question: Question): Promise<DueEntry[]> {
  return toDueEntries(rule, await looks[rule](deps, question), deps.occurrences);
}

async function lookAtPayments({ sql }: Pick<PreviewUserDeps, 'sql'>, user: User, decide: (payment: Payment) => RuleDecision): Promise<Candidate[]> {
  const open = await Promise.all((['pending', 'overdue'] as const).map((status) => sql.listPayments({ query: { userId: user.id, status, limit: LIMIT } })));
  return open.flatMap(({ items }) => items).map((payment) => about(user, payment.id, decide(payment)));
}

function about(user: User, subjectId: string, decision: RuleDecision): Candidate {
  return { subjectId, userId: user.id, user, decision };
}
