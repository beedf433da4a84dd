import { classifyFetch, type ClickClaim, type Clock, type OpenClaim } from '@carillon/domain';
import type { CampaignFact, TrackingEventRepository } from '@carillon/db';
import type { Logger } from '@carillon/observability';
import type { LinkLimit } from '../links/link-limit.ts';

export interface RecordFetchDeps {
  trackingEvents: Pick<TrackingEventRepository, 'note'>;
  /** What segments know of users. */
  users: { noteCampaignFacts(facts: readonly CampaignFact[]): Promise<void> };
  linkLimit: LinkLimit;
  clock: Clock;
  logger: Pick<Logger, 'warn'>;
}

/** Writes down an open or a click, behind the back of the answer: what is lost with the process is a number, not a message. */
export function recordFetch(deps: RecordFetchDeps, claim: OpenClaim | ClickClaim, request: { method: string; userAgent: string | undefined }): void {
  record(deps, claim, request).catch((error: unknown) => deps.logger.warn('tracking.not-recorded', { logId: claim.logId, kind: claim.kind, error }));
}

async function record({ trackingEvents, users, linkLimit, clock }: RecordFetchDeps, claim: OpenClaim | ClickClaim, { method, userAgent }: { method: string; userAgent: string | undefined }): Promise<void> {
  const { logId, campaignId, userId, kind, issuedAt } = claim;
  // A link that is fetched over and over tells nothing new, and must not keep the database busy.
  if (!(await linkLimit.mayUse(`${kind}|${logId}`)).allowed) return;
  const at = clock.now();
  const event = { logId, campaignId, userId, kind, at, ...classifyFetch({ kind, method, userAgent: userAgent ?? null, issuedAt, at }) };
  if (claim.kind === 'click') await trackingEvents.note({ ...event, link: claim.link, target: claim.target });
  const { firstByPerson } = await trackingEvents.note({ ...event, link: null, target: null });
  if (!firstByPerson) return;
  // Who follows a link has read the message, with or without its pictures.
  const facts = kind === 'click' ? (['opened', 'clicked'] as const) : (['opened'] as const);
  await users.noteCampaignFacts(facts.map((fact) => ({ userId, campaignId, fact })));
}
