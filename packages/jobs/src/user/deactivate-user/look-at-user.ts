import type { NotificationRepository } from '@carillon/db';
import { DeactivateUserParameters, decideUserDeactivation } from '@carillon/domain';
import { aboutUser, type LookAtUser } from '../../sweep/look-at-user.ts';
import { WARNING_RULE } from './find-candidates.ts';

export interface DeactivationOfUserDeps {
  notifications: Pick<NotificationRepository, 'findLastSent'>;
}

export const deactivationOfUser: LookAtUser<DeactivationOfUserDeps> = async ({ notifications }, { user, now, parameters }) => {
  const limits = DeactivateUserParameters.parse(parameters);
  const warnings = await notifications.findLastSent(WARNING_RULE, [user.id]);
  return [aboutUser(user, user.id, decideUserDeactivation({ user, warnedAt: warnings.get(user.id) ?? null }, now, limits))];
};
