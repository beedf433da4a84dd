import type { NotificationRepository } from '@carillon/db';
import { daysBefore, decideUserDeactivation, DeactivateUserParameters, type RuleName } from '@carillon/domain';
import type { MongoServiceClient } from '@carillon/service-clients';
import type { FindCandidates } from '../../sweep/candidate.ts';

/** The rule whose messages are the warnings. */
export const WARNING_RULE: RuleName = 'user.inactive-user';

export interface FindUsersToDeactivateDeps {
  mongo: Pick<MongoServiceClient, 'listInactiveUsers'>;
  notifications: Pick<NotificationRepository, 'findLastSent'>;
}

/** Silent users, joined with the warnings that reached them a page at a time. */
export const findUsersToDeactivate: FindCandidates<FindUsersToDeactivateDeps> = async ({ mongo, notifications }, { now, parameters, limit, cursor }) => {
  const limits = DeactivateUserParameters.parse(parameters);
  const { items, nextCursor } = await mongo.listInactiveUsers({ query: { before: daysBefore(now, limits.inactiveDays).toISOString(), limit, ...(cursor === undefined ? {} : { cursor }) } });
  const warnings = await notifications.findLastSent(WARNING_RULE, items.map(({ id }) => id));
  return {
    nextCursor,
    items: items.map((user) => ({ subjectId: user.id, userId: user.id, user, decision: decideUserDeactivation({ user, warnedAt: warnings.get(user.id) ?? null }, now, limits) })),
  };
};
