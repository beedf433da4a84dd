import { decideVerificationRequest, VerifyEmployeeParameters, type Verification, type VerificationAttempt } from '@carillon/domain';
import type { MongoServiceClient, SqlServiceClient } from '@carillon/service-clients';
import type { FindCandidates } from '../../sweep/candidate.ts';
import { findUsers } from '../../sweep/find-users.ts';
import { findAttempts } from './find-attempts.ts';

/** Attempts are read one verification at a time, so many of them at once. */
const CONCURRENT_READS = 10;

export interface FindPendingVerificationsDeps {
  sql: Pick<SqlServiceClient, 'listPendingVerifications'>;
  mongo: Pick<MongoServiceClient, 'listUsers' | 'listVerificationAttempts'>;
}

/** Pending verifications, joined with their users and earlier attempts a page at a time. */
export const findPendingVerifications: FindCandidates<FindPendingVerificationsDeps> = async ({ sql, mongo }, { now, parameters, limit, cursor }) => {
  const limits = VerifyEmployeeParameters.parse(parameters);
  const { items, nextCursor } = await sql.listPendingVerifications({ query: { requestedBefore: now.toISOString(), limit, ...(cursor === undefined ? {} : { cursor }) } });
  const users = await findUsers(mongo, items.map(({ userId }) => userId));
  const attempts = await readAttempts(mongo, items);
  return {
    nextCursor,
    items: items.map((verification, index) => {
      const user = users.get(verification.userId) ?? null;
      return { subjectId: verification.id, userId: verification.userId, user, decision: decideVerificationRequest({ verification, user, attempts: attempts[index] ?? [] }, now, limits) };
    }),
  };
};

async function readAttempts(mongo: Pick<MongoServiceClient, 'listVerificationAttempts'>, verifications: readonly Verification[]): Promise<VerificationAttempt[][]> {
  const attempts: VerificationAttempt[][] = [];
  for (let start = 0; start < verifications.length; start += CONCURRENT_READS) {
    attempts.push(...(await Promise.all(verifications.slice(start, start + CONCURRENT_READS).map(({ id }) => findAttempts(mongo, id)))));
  }
  return attempts;
}
