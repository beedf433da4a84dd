import type { NotificationRepository } from '@carillon/db';
import { decideUserDeactivation, DeactivateUserParameters, userUnknown, type User, type UserDeactivationFacts } from '@carillon/domain';
import type { MongoServiceClient } from '@carillon/service-clients';
import type { Checked, OccurrenceCheck } from '../../occurrence/check.ts';
import { orNull } from '../../service-error.ts';
import { WARNING_RULE } from './find-candidates.ts';

export interface CheckUserToDeactivateDeps {
  mongo: Pick<MongoServiceClient, 'getUser'>;
  notifications: Pick<NotificationRepository, 'findLastSent'>;
}

/** Looks at a user and the warning again: still silent, or deactivated by this very occurrence? */
export async function checkUserToDeactivate({ mongo, notifications }: CheckUserToDeactivateDeps, { subjectId, slot, parameters, now }: OccurrenceCheck): Promise<Checked<{ user: User; facts: UserDeactivationFacts }>> {
  const user = await orNull(mongo.getUser({ params: { id: subjectId } }));
  if (user === null) return userUnknown;
  const warnings = await notifications.findLastSent(WARNING_RULE, [user.id]);
  const decision = decideUserDeactivation({ user, warnedAt: warnings.get(user.id) ?? null }, now, DeactivateUserParameters.parse(parameters), slot);
  return decision.kind === 'excluded' ? decision : { kind: 'due', user, facts: decision.facts };
}
