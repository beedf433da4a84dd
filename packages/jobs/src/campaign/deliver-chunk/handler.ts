import type { AttemptResult, AudienceReader, CampaignRecord, CampaignRepository, CommunicationLogRepository, SuppressionRepository, UserRepository, WaitingRecipient } from '@carillon/db';
import { decideLane, explainExclusion, isHardBounce, type AudienceMember, type Campaign, type CampaignId } from '@carillon/domain';
import type { Logger } from '@carillon/observability';
import { RetryAt, type JobResult } from '@carillon/queue';
import { finishWhenDone, type FinishCampaignDeps } from '../finish-when-done.ts';
import { chooseProvider, mostAtOnce, takeTurns, type ChooseProviderDeps } from './choose-provider.ts';
import type { ChunkSizes } from './chunk-sizes.ts';
import type { Places } from './places.ts';
import { sendChunk, type Chunk, type SendChunkDeps } from './send-chunk.ts';

/** A lane that has nothing to do looks again after this long; one that is throttled collects turns for a while. */
const IDLE_MS = 1_000;
const THROTTLED_MS = 200;
const CROWDED_MS = 250;
const CANCELLED_AT_ONCE = 1_000;

export interface DeliverChunkDeps extends SendChunkDeps, ChooseProviderDeps, FinishCampaignDeps {
  campaigns: Pick<CampaignRepository, 'find' | 'finish'>;
  communicationLogs: Pick<CommunicationLogRepository, 'findWaiting' | 'claim' | 'markHandedOver' | 'release' | 'record' | 'leaveOut' | 'nextDue' | 'cancelWaiting' | 'hasUnsettled'>;
  audience: Pick<AudienceReader, 'recheck'>;
  users: Pick<UserRepository, 'noteCampaignFacts'>;
  suppressions: Pick<SuppressionRepository, 'suppress'>;
  places: Places;
  chunkSizes: ChunkSizes;
  /** Names this worker; each claim gets a name of its own after it. */
  owner: string;
  newClaimId(): string;
  logger: Pick<Logger, 'warn'>;
}

/** Find who waits, look again whether they are to be written to, claim them, send, write down what came of it; then come back. */
export async function deliverChunk({ campaignId, lane }: { campaignId: CampaignId; lane: number }, deps: DeliverChunkDeps): Promise<JobResult> {
  const record = await deps.campaigns.find(campaignId);
  if (record === null || record.launched === null) return { outcome: 'skipped', reason: 'it was not launched' };
  const decision = decideLane(record.campaign);
  switch (decision.kind) {
    case 'leave':
      return { outcome: 'skipped', reason: decision.reason };
    case 'cancel-rest':
      return cancelRest(campaignId, deps);
    case 'deliver':
      return deliver(record.campaign, record.launched, lane, deps);
  }
}

async function deliver(campaign: Campaign, { source }: NonNullable<CampaignRecord['launched']>, lane: number, deps: DeliverChunkDeps): Promise<JobResult> {
  const choice = chooseProvider(campaign, deps);
  if (choice.kind === 'wait') throw later(deps, Math.max(THROTTLED_MS, choice.ms), choice.reason);
  const { provider } = choice;
  const place = deps.places.take(provider.name);
  if (place === null) throw later(deps, CROWDED_MS * (1 + deps.random()), `as many jobs as may use ${provider.name} are doing so`);
  try {
    const waiting = await deps.communicationLogs.findWaiting(campaign.id, lane, Math.min(deps.chunkSizes.of(provider.name), mostAtOnce(campaign, provider)));
    if (waiting.length === 0) return await rest(campaign.id, lane, deps);
    const turns = await takeTurns(campaign, provider, waiting.length, deps);
    const recipients = waiting.slice(0, turns.granted);
    const leaseUntil = new Date(deps.clock.now().getTime() + deps.leaseMs);
    if (recipients.length > 0) await deliverTo({ campaign, source, provider, owner: `${deps.owner}/${deps.newClaimId()}`, leaseUntil }, recipients, deps);
    const pause = turns.granted < waiting.length ? Math.max(THROTTLED_MS, turns.retryAfterMs) : 0;
    throw later(deps, pause, 'its next chunk');
  } finally {
    place.leave();
  }
}

async function deliverTo(chunk: Omit<Chunk, 'recipients'>, waiting: readonly WaitingRecipient[], deps: DeliverChunkDeps): Promise<void> {
  const { campaign, provider, owner, leaseUntil } = chunk;
  const { communicationLogs: logs } = deps;
  const members = await recheck(campaign, waiting, deps);
  const claimed = await logs.claim(waiting.filter(({ userId }) => members.has(userId)), { owner, leaseUntil, provider: provider.name });
  const recipients = claimed.flatMap((recipient) => {
    const member = members.get(recipient.userId);
    return member === undefined ? [] : [{ recipient, member }];
  });
  const startedAt = deps.clock.now().getTime();
  const { results, back, error } = await sendChunk({ ...chunk, recipients }, deps);
  deps.chunkSizes.learn(provider.name, { back: back.length, tookMs: deps.clock.now().getTime() - startedAt });
  const reached = new Set(results.filter(({ event }) => event === 'accepted').map(({ id }) => id));
  // None of them waits for another: together they reach the disk at once.
  await Promise.all([
    suppressBounced(recipients, results, deps),
    logs.record(campaign.id, results, owner),
    logs.release(back, owner),
    deps.users.noteCampaignFacts(recipients.filter(({ recipient }) => reached.has(recipient._id)).map(({ member }) => ({ userId: member.userId, campaignId: campaign.id, fact: 'sent' as const }))),
  ]);
  if (error !== null) throw error;
}

/** Addresses that a mail server refused for good while it was handed their message get nothing more from anybody here. */
async function suppressBounced(recipients: Chunk['recipients'], results: readonly AttemptResult[], { suppressions }: DeliverChunkDeps): Promise<void> {
  const bounced = new Set(results.filter(({ outcome, code, text }) => isHardBounce({ kind: outcome, code, text })).map(({ id }) => id));
  await suppressions.suppress(recipients.flatMap(({ recipient: { _id, to } }) => (bounced.has(_id) ? [{ address: to, reason: 'hard-bounce', source: _id }] : [])));
}

/** Who unsubscribed, was deactivated or suppressed since the launch is left out; all others as they are now. */
async function recheck({ category }: Campaign, waiting: readonly WaitingRecipient[], { audience, communicationLogs }: DeliverChunkDeps): Promise<ReadonlyMap<string, AudienceMember>> {
  const found = await audience.recheck(waiting.map(({ userId, to }) => ({ userId, address: to })), { category });
  const members = new Map<string, AudienceMember>();
  const leftOut: Parameters<CommunicationLogRepository['leaveOut']>[0][number][] = [];
  for (const recipient of waiting) {
    const now = found.get(recipient.userId);
    if (now === undefined) leftOut.push({ recipient, event: 'skipped', reason: 'The user does not exist any more' });
    else if ('reason' in now) leftOut.push({ recipient, ...explainExclusion(now.reason) });
    else members.set(recipient.userId, now);
  }
  await communicationLogs.leaveOut(leftOut);
  return members;
}

/** Nobody's time has come: the campaign may be done, or somebody is tried again later. */
async function rest(campaignId: CampaignId, lane: number, deps: DeliverChunkDeps): Promise<JobResult> {
  if (lane === 0 && (await finishWhenDone(campaignId, deps))) return { outcome: 'finished' };
  const now = deps.clock.now().getTime();
  const next = (await deps.communicationLogs.nextDue(campaignId, lane))?.getTime() ?? Number.POSITIVE_INFINITY;
  throw later(deps, Math.max(0, Math.min(next - now, IDLE_MS)), 'nobody is due');
}

async function cancelRest(campaignId: CampaignId, { communicationLogs }: DeliverChunkDeps): Promise<JobResult> {
  let cancelled = 0;
  for (;;) {
    const count = await communicationLogs.cancelWaiting(campaignId, 'The campaign was cancelled', CANCELLED_AT_ONCE);
    cancelled += count;
    if (count < CANCELLED_AT_ONCE) return { outcome: 'done', reason: `cancelled ${cancelled}` };
  }
}

function later({ clock }: Pick<DeliverChunkDeps, 'clock'>, ms: number, reason: string): RetryAt {
  return new RetryAt(new Date(clock.now().getTime() + ms), reason);
}
