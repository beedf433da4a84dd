import type { NotificationRepository } from '@carillon/db';
import { daysBefore, decideUserDeactivation, DeactivateUserParameters, type RuleName, type User } from '@carillon/domain';
import type { MongoServiceClient } from '@carillon/service-clients';
import type { CandidateSource } from '../../sweep/candidate.ts';

/** The rule whose messages are the warnings. */
export const WARNING_RULE: RuleName = 'user.inactive-user';

export interface FindUsersToDeactivateDeps {
  mongo: Pick<MongoServiceClient, 'listInactiveUsers'>;
  notifications: Pick<NotificationRepository, 'findLastSent'>;
}

/** Silent users, joined with the warnings that reached them a page at a time. */
export const usersToDeactivate: CandidateSource<FindUsersToDeactivateDeps, User> = {
  readSubjects({ mongo }, { now, parameters, limit, cursor }) {
    const { inactiveDays } = DeactivateUserParameters.parse(parameters);
    return mongo.listInactiveUsers({ query: { before: daysBefore(now, inactiveDays).toISOString(), limit, ...(cursor === undefined ? {} : { cursor }) } });
  },
  async decide({ notifications }, users, { now, parameters }) {
    const limits = DeactivateUserParameters.parse(parameters);
    const warnings = await notifications.findLastSent(WARNING_RULE, users.map(({ id }) => id));
    return users.map((user) => ({ subjectId: user.id, userId: user.id, user, decision: decideUserDeactivation({ user, warnedAt: warnings.get(user.id) ?? null }, now, limits) }));
  },
};
