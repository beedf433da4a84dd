import type { SqlServiceClient } from '@carillon/service-clients';
import { isRefusedWith } from '../../service-error.ts';
import type { Candidate, FindCandidates } from '../../sweep/candidate.ts';
import { findPendingVerifications, type FindPendingVerificationsDeps } from './find-candidates.ts';

const CONCURRENT_WRITES = 10;

export interface ExpireVerificationsDeps extends FindPendingVerificationsDeps {
  sql: FindPendingVerificationsDeps['sql'] & Pick<SqlServiceClient, 'expireVerification'>;
}

/** Finds candidates, and settles those whose time for an answer is over, so that they wait no longer. Can be repeated. */
export const findAndExpireVerifications: FindCandidates<ExpireVerificationsDeps> = async (deps, query) => {
  const page = await findPendingVerifications(deps, query);
  const over = page.items.filter(({ decision }) => decision.kind === 'excluded' && decision.code === 'expired');
  for (let start = 0; start < over.length; start += CONCURRENT_WRITES) {
    await Promise.all(over.slice(start, start + CONCURRENT_WRITES).map((candidate) => expire(deps, candidate)));
  }
  return page;
};

/** The service has the last word: what was answered in this very moment stays answered. */
async function expire({ sql }: Pick<ExpireVerificationsDeps, 'sql'>, { subjectId }: Pick<Candidate, 'subjectId'>): Promise<void> {
  try {
    await sql.expireVerification({ params: { id: subjectId }, body: {} });
  } catch (error) {
    if (!isRefusedWith(error, 409) && !isRefusedWith(error, 404)) throw error;
  }
}
