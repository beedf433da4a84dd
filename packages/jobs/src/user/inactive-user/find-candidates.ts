import { daysBefore, decideInactivityWarning, InactiveUserParameters, type Page, type User } from '@carillon/domain';
import type { MongoServiceClient } from '@carillon/service-clients';
import type { Candidate, FindCandidates } from '../../sweep/candidate.ts';
import { readListParts } from '../../sweep/list-parts.ts';

export interface FindInactiveUsersDeps {
  mongo: Pick<MongoServiceClient, 'listInactiveUsers' | 'listLoginInactiveUsers'>;
}

/** First the users without any activity, then those without sign-ins; who is in both lists counts in the first. */
export const findInactiveUsers: FindCandidates<FindInactiveUsersDeps> = async ({ mongo }, { now, parameters, limit, cursor }) => {
  const limits = InactiveUserParameters.parse(parameters);
  const queryOf = (days: number, inner: string | undefined) => ({ query: { before: daysBefore(now, days).toISOString(), limit, ...(inner === undefined ? {} : { cursor: inner }) } });
  const decide = async (basis: 'activity' | 'login', page: Promise<Page<User>>): Promise<Page<Candidate>> => {
    const { items, nextCursor } = await page;
    const decided = items.map((user) => ({ subjectId: user.id, userId: user.id, user, decision: decideInactivityWarning(user, now, limits) }));
    return { nextCursor, items: decided.filter(({ decision }) => (decision.kind === 'due' ? decision.facts.basis === basis : basis === 'activity')) };
  };
  return readListParts<Candidate>(
    [
      (inner) => decide('activity', mongo.listInactiveUsers(queryOf(limits.inactiveDays, inner))),
      (inner) => decide('login', mongo.listLoginInactiveUsers(queryOf(limits.loginInactiveDays, inner))),
    ],
    cursor,
  );
};
