import type { CommunicationLogRepository } from '@carillon/db';
import { stoppedInHandOver } from '@carillon/domain';

const PAGE = 500;
const MAX_PAGES = 100;

export interface RecoverClaimsDeps {
  communicationLogs: Pick<CommunicationLogRepository, 'findExpiredClaims' | 'releaseExpired' | 'giveUpExpired'>;
}

/** Ends claims whose worker is gone: queued again when the message can not have left, `unknown` when it can. Answers how many. */
export async function recoverClaims({ communicationLogs }: RecoverClaimsDeps): Promise<number> {
  let ended = 0;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const expired = await communicationLogs.findExpiredClaims(PAGE);
    const mayHaveLeft = expired.filter(({ attempts }) => attempts.at(-1)?.handedOverAt !== null);
    const neverLeft = expired.filter(({ attempts }) => attempts.at(-1)?.handedOverAt === null);
    ended += await communicationLogs.releaseExpired(neverLeft);
    ended += await communicationLogs.giveUpExpired(mayHaveLeft, stoppedInHandOver);
    if (expired.length < PAGE) break;
  }
  return ended;
}
