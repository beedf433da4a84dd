import type { Verification } from '@carillon/domain';
import type { SqlServiceClient } from '@carillon/service-clients';
import pMap from 'p-map';
import { isRefusedWith } from '../../service-error.ts';
import type { Candidate, CandidateSource } from '../../sweep/candidate.ts';
import { pendingVerifications, type FindPendingVerificationsDeps } from './find-candidates.ts';

const CONCURRENT_WRITES = 10;

export interface ExpireVerificationsDeps extends FindPendingVerificationsDeps {
  sql: FindPendingVerificationsDeps['sql'] & Pick<SqlServiceClient, 'expireVerification'>;
}

/** Finds candidates, and settles those whose time for an answer is over, so that they wait no longer. Can be repeated. */
export const verificationsThatExpire: CandidateSource<ExpireVerificationsDeps, Verification> = {
  readSubjects: pendingVerifications.readSubjects,
  async decide(deps, verifications, query) {
    const candidates = await pendingVerifications.decide(deps, verifications, query);
    const over = candidates.filter(({ decision }) => decision.kind === 'excluded' && decision.code === 'expired');
    await pMap(over, (candidate) => expire(deps, candidate), { concurrency: CONCURRENT_WRITES });
    return candidates;
  },
};

/** The service has the last word: what was answered in this very moment stays answered. */
async function expire({ sql }: Pick<ExpireVerificationsDeps, 'sql'>, { subjectId }: Pick<Candidate, 'subjectId'>): Promise<void> {
  try {
    await sql.expireVerification({ params: { id: subjectId }, body: {} });
  } catch (error) {
    if (!isRefusedWith(error, 409) && !isRefusedWith(error, 404)) throw error;
  }
}
