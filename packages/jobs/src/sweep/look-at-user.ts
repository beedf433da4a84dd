import type { RuleDecision, User } from '@carillon/domain';
import type { Candidate } from './candidate.ts';

/** Open payments and verifications of one user beyond this are left out. */
export const MOST_OF_ONE_USER = 100;

/** What a rule says about one user at `now`: a candidate for each payment or verification that is open, or one for the user. */
export type LookAtUser<Deps> = (deps: Deps, question: { user: User; now: Date; parameters: Record<string, unknown> }) => Promise<Candidate[]>;

export function aboutUser(user: User, subjectId: string, decision: RuleDecision): Candidate {
  return { subjectId, userId: user.id, user, decision };
}
