import { daysBefore, decideInactivityWarning, InactiveUserParameters, type Page, type User } from '@carillon/domain';
import type { MongoServiceClient } from '@carillon/service-clients';
import type { CandidateSource } from '../../sweep/candidate.ts';
import { readListParts } from '../../sweep/list-parts.ts';

export interface FindInactiveUsersDeps {
  mongo: Pick<MongoServiceClient, 'listInactiveUsers' | 'listLoginInactiveUsers'>;
}

/** A user, and the list that it was found in. */
interface InactiveUser {
  user: User;
  basis: 'activity' | 'login';
}

/** First the users without any activity, then those without sign-ins; who is in both lists counts in the first. */
export const inactiveUsers: CandidateSource<FindInactiveUsersDeps, InactiveUser> = {
  readSubjects({ mongo }, { now, parameters, limit, cursor }) {
    const limits = InactiveUserParameters.parse(parameters);
    const queryOf = (days: number, inner: string | undefined) => ({ query: { before: daysBefore(now, days).toISOString(), limit, ...(inner === undefined ? {} : { cursor: inner }) } });
    const foundBy = async (basis: InactiveUser['basis'], page: Promise<Page<User>>): Promise<Page<InactiveUser>> => {
      const { items, nextCursor } = await page;
      return { items: items.map((user) => ({ user, basis })), nextCursor };
    };
    return readListParts(
      [
        (inner) => foundBy('activity', mongo.listInactiveUsers(queryOf(limits.inactiveDays, inner))),
        (inner) => foundBy('login', mongo.listLoginInactiveUsers(queryOf(limits.loginInactiveDays, inner))),
      ],
      cursor,
    );
  },
  async decide(_, found, { now, parameters }) {
    const limits = InactiveUserParameters.parse(parameters);
    return found.flatMap(({ user, basis }) => {
      const decision = decideInactivityWarning(user, now, limits);
      const counts = decision.kind === 'due' ? decision.facts.basis === basis : basis === 'activity';
      return counts ? [{ subjectId: user.id, userId: user.id, user, decision }] : [];
    });
  },
};
