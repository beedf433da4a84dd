import { decideVerificationRequest, VerifyEmployeeParameters, type Verification } from '@carillon/domain';
import type { MongoServiceClient, SqlServiceClient } from '@carillon/service-clients';
import pMap from 'p-map';
import type { CandidateSource } from '../../sweep/candidate.ts';
import { findUsers } from '../../sweep/find-users.ts';
import { findAttempts } from './find-attempts.ts';

/** Attempts are read one verification at a time, so many of them at once. */
const CONCURRENT_READS = 10;

export interface FindPendingVerificationsDeps {
  sql: Pick<SqlServiceClient, 'listPendingVerifications'>;
  mongo: Pick<MongoServiceClient, 'listUsers' | 'listVerificationAttempts'>;
}

/** Pending verifications, joined with their users and earlier attempts a page at a time. */
export const pendingVerifications: CandidateSource<FindPendingVerificationsDeps, Verification> = {
  readSubjects({ sql }, { now, limit, cursor }) {
    return sql.listPendingVerifications({ query: { requestedBefore: now.toISOString(), limit, ...(cursor === undefined ? {} : { cursor }) } });
  },
  async decide({ mongo }, verifications, { now, parameters }) {
    const limits = VerifyEmployeeParameters.parse(parameters);
    const users = await findUsers(mongo, verifications.map(({ userId }) => userId));
    const attempts = await pMap(verifications, ({ id }) => findAttempts(mongo, id), { concurrency: CONCURRENT_READS });
    return verifications.map((verification, index) => {
      const user = users.get(verification.userId) ?? null;
      return { subjectId: verification.id, userId: verification.userId, user, decision: decideVerificationRequest({ verification, user, attempts: attempts[index] ?? [] }, now, limits) };
    });
  },
};
