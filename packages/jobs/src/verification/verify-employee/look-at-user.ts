import { decideVerificationRequest, VerifyEmployeeParameters } from '@carillon/domain';
import type { MongoServiceClient, SqlServiceClient } from '@carillon/service-clients';
import type { Candidate } from '../../sweep/candidate.ts';
import { aboutUser, MOST_OF_ONE_USER, type LookAtUser } from '../../sweep/look-at-user.ts';
import { findAttempts } from './find-attempts.ts';

export interface PendingVerificationsOfUserDeps {
  sql: Pick<SqlServiceClient, 'listVerifications'>;
  mongo: Pick<MongoServiceClient, 'listVerificationAttempts'>;
}

export const pendingVerificationsOfUser: LookAtUser<PendingVerificationsOfUserDeps> = async ({ sql, mongo }, { user, now, parameters }) => {
  const limits = VerifyEmployeeParameters.parse(parameters);
  const { items } = await sql.listVerifications({ query: { userId: user.id, status: 'pending', limit: MOST_OF_ONE_USER } });
  const candidates: Candidate[] = [];
  for (const verification of items) {
    const attempts = await findAttempts(mongo, verification.id);
    candidates.push(aboutUser(user, verification.id, decideVerificationRequest({ verification, user, attempts }, now, limits)));
  }
  return candidates;
};
