import { decideInactivityWarning, InactiveUserParameters } from '@carillon/domain';
import { aboutUser, type LookAtUser } from '../../sweep/look-at-user.ts';

export const inactivityOfUser: LookAtUser<object> = async (_deps, { user, now, parameters }) => [
  aboutUser(user, user.id, decideInactivityWarning(user, now, InactiveUserParameters.parse(parameters))),
];
