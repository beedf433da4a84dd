import { decideVerificationRequest, excluded, userUnknown, VerifyEmployeeParameters, type User, type Verification, type VerificationRequestFacts } from '@carillon/domain';
import type { MongoServiceClient, SqlServiceClient } from '@carillon/service-clients';
import type { Checked, OccurrenceCheck } from '../../occurrence/check.ts';
import { orNull } from '../../service-error.ts';
import { findAttempts } from './find-attempts.ts';

export interface CheckVerificationDeps {
  sql: Pick<SqlServiceClient, 'getVerification'>;
  mongo: Pick<MongoServiceClient, 'getUser' | 'listVerificationAttempts'>;
}

/** Looks at a verification, its user and its attempts again: is this attempt still wanted? */
export async function checkVerification({ sql, mongo }: CheckVerificationDeps, { subjectId, slot, parameters, now }: OccurrenceCheck): Promise<Checked<{ verification: Verification; user: User; facts: VerificationRequestFacts }>> {
  const verification = await orNull(sql.getVerification({ params: { id: subjectId } }));
  if (verification === null) return excluded('verification unknown', 'The sql-service does not know the verification.');
  const [user, attempts] = await Promise.all([orNull(mongo.getUser({ params: { id: verification.userId } })), findAttempts(mongo, subjectId)]);
  const decision = decideVerificationRequest({ verification, user, attempts }, now, VerifyEmployeeParameters.parse(parameters), slot);
  if (decision.kind === 'excluded') return decision;
  return user === null ? userUnknown : { kind: 'due', verification, user, facts: decision.facts };
}
