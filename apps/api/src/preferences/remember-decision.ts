import { ALL_CATEGORIES, CarillonError, UserId, type Clock, type PreferencesClaim } from '@carillon/domain';
import { userRecordConsent } from '@carillon/jobs/definitions';
import type { Logger } from '@carillon/observability';
import type { JobQueue } from '@carillon/queue';
import { consentSource, type PreferencesForm } from './read-form.ts';

export interface RememberDecisionDeps {
  queue: Pick<JobQueue, 'enqueue'>;
  clock: Clock;
  logger: Pick<Logger, 'warn'>;
}

/**
 * Mail programs click once and never again: who unsubscribes while users can not be reached must not have done so in vain.
 * The decision goes into the queue, and is written down when they can. True: it is kept. What needs to know what is wanted
 * now is not remembered, nor anything while Redis is away too.
 */
export async function rememberDecision({ queue, clock, logger }: RememberDecisionDeps, { requestId }: { requestId: string }, claim: PreferencesClaim, form: PreferencesForm, error: unknown): Promise<boolean> {
  if (!(error instanceof CarillonError) || error.code !== 'dependency-unavailable') return false;
  if (form.action === 'save' || form.action === 'undo') return false;
  const payload = {
    userId: UserId.parse(claim.userId),
    category: form.action === 'unsubscribe-all' ? ALL_CATEGORIES : claim.category,
    wanted: false,
    at: clock.now().toISOString(),
    source: consentSource(form, claim),
  };
  try {
    await queue.enqueue(userRecordConsent, { payload, requestId });
    return true;
  } catch (cause) {
    logger.warn('consent.not-remembered', { requestId, userId: claim.userId, error: cause });
    return false;
  }
}
