import { decideInactivityWarning, InactiveUserParameters, userUnknown, type InactiveUserFacts, type User } from '@carillon/domain';
import type { MongoServiceClient } from '@carillon/service-clients';
import type { Checked, OccurrenceCheck } from '../../occurrence/check.ts';
import { orNull } from '../../service-error.ts';

export interface CheckInactiveUserDeps {
  mongo: Pick<MongoServiceClient, 'getUser'>;
}

/** Looks at a user again: does the silence still last? */
export async function checkInactiveUser({ mongo }: CheckInactiveUserDeps, { subjectId, slot, parameters, now }: OccurrenceCheck): Promise<Checked<{ user: User; facts: InactiveUserFacts }>> {
  const user = await orNull(mongo.getUser({ params: { id: subjectId } }));
  if (user === null) return userUnknown;
  const decision = decideInactivityWarning(user, now, InactiveUserParameters.parse(parameters), slot);
  return decision.kind === 'excluded' ? decision : { kind: 'due', user, facts: decision.facts };
}
