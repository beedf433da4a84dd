import type { CampaignCounterRepository, CampaignRepository, CommunicationLogRepository, CountedAt, CountedRecipients, TrackingEventRepository } from '@carillon/db';
import { COUNTED_WITHIN_MS, findMissingCounts, hasJustBeen, isDueForRecount, readPages, type CampaignId, type Clock, type StatusCounts } from '@carillon/domain';

const DAY_MS = 86_400_000;
/** Receipts may come for days; what has not moved for longer is as it was. */
const LOOK_BACK_MS = 7 * DAY_MS;
const RECOUNT_AFTER_MS = 3_600_000;
const PAGE = 1_000;
/** What is found beyond is found again by the next run. */
const MOST_DOUBTS = 1_000;
/** Rows are removed by the database's clock, which may be ahead of this one. */
const CLOCKS_DIFFER_MS = 3_600_000;

export interface RecountDeps {
  communicationLogs: Pick<CommunicationLogRepository, 'countByStatus' | 'countPartByStatus'>;
  campaignCounters: Pick<CampaignCounterRepository, 'readState' | 'noteVerified' | 'mend'>;
  clock: Clock;
}

export interface VerifyCampaignCountersDeps extends RecountDeps {
  campaigns: Pick<CampaignRepository, 'findStartedSince'>;
  campaignCounters: RecountDeps['campaignCounters'] & Pick<CampaignCounterRepository, 'listMovedSince'>;
  trackingEvents: Pick<TrackingEventRepository, 'recount'>;
  /** How long recipients' rows are kept. */
  recipientDays: number;
  wait(ms: number): Promise<unknown>;
}

/** What counters lacked when their rows were counted. */
interface Doubt {
  counted: CountedAt;
  missing: StatusCounts;
}

/**
 * Recounts campaigns whose counters moved lately, each part of one as soon as that has come to rest, and mends what a crash between a change
 * and its count left behind. What is missing may only be on its way: it is added when nothing was counted for as long as a count may take.
 * Answers how many counters were mended.
 */
export async function verifyCampaignCounters(deps: VerifyCampaignCountersDeps): Promise<number> {
  const { campaignCounters, trackingEvents, clock, wait } = deps;
  const now = clock.now().getTime();
  const doubts: Doubt[] = [];
  let mended = 0;
  for await (const ids of readPages((cursor) => campaignCounters.listMovedSince(new Date(now - LOOK_BACK_MS), { limit: PAGE, cursor }))) {
    const kept = await findKept(ids, deps);
    for (const id of ids) {
      if (!kept.has(id) || doubts.length >= MOST_DOUBTS) continue;
      const found = await findDoubts(id, deps);
      doubts.push(...found.doubts);
      // One whose first open was never counted has no counter that would tell of it.
      if (found.isWhole && (await trackingEvents.recount(id, (lastAt) => !hasJustBeen(lastAt, clock.now())))) mended += 1;
    }
  }
  if (doubts.length === 0) return mended;
  await wait(COUNTED_WITHIN_MS);
  return mended + (await mendAll(doubts, deps));
}

/** Which of these campaigns nothing was removed of yet, neither rows nor events. It is still counted then: the counters know more than is left. */
export function findKept(ids: readonly CampaignId[], { campaigns, recipientDays, clock }: Pick<VerifyCampaignCountersDeps, 'campaigns' | 'recipientDays' | 'clock'>): Promise<ReadonlySet<CampaignId>> {
  return campaigns.findStartedSince(ids, new Date(clock.now().getTime() - recipientDays * DAY_MS + CLOCKS_DIFFER_MS));
}

/** Mends a campaign's parts at once. Only while nobody else moves its recipients: their rows are being written, and no lane has begun. */
export async function recountParts(id: CampaignId, deps: RecountDeps): Promise<void> {
  const state = await deps.campaignCounters.readState(id);
  const doubts = await compareParts(id, [...(state?.parts ?? [])].filter(([, { changedAt, verifiedAt }]) => verifiedAt <= changedAt), deps);
  await mendAll(doubts, deps);
}

/** `isWhole`: all of its recipients were counted together. */
async function findDoubts(id: CampaignId, deps: RecountDeps): Promise<{ doubts: Doubt[]; isWhole: boolean }> {
  const { communicationLogs, campaignCounters, clock } = deps;
  const state = await campaignCounters.readState(id);
  if (state === null) return { doubts: [], isWhole: false };
  const isDue = (part: CountedRecipients) => isDueForRecount(part, clock.now(), Number.POSITIVE_INFINITY);
  const [due, others] = [[...state.parts].filter(([, part]) => isDue(part)), [...state.parts].filter(([, part]) => !isDue(part))];
  const doubts = await compareParts(id, due, deps);
  // What is known to be wrong in a part is mended there first.
  if (doubts.length > 0 || !isDueForRecount(state.all, clock.now(), RECOUNT_AFTER_MS)) return { doubts, isWhole: false };
  const whole = await compare({ campaignId: id, part: null, revision: state.all.revision }, state.all.counts, await communicationLogs.countByStatus(id), deps);
  const inOthers = whole.length > 0 ? await compareParts(id, others, deps) : [];
  return { doubts: inOthers.length > 0 ? inOthers : whole, isWhole: true };
}

async function compareParts(id: CampaignId, parts: readonly (readonly [string, CountedRecipients])[], deps: RecountDeps): Promise<Doubt[]> {
  const doubts: Doubt[] = [];
  for (const [part, { revision, counts }] of parts) doubts.push(...(await compare({ campaignId: id, part, revision }, counts, await deps.communicationLogs.countPartByStatus(id, part), deps)));
  return doubts;
}

async function compare(counted: CountedAt, counts: StatusCounts, rows: StatusCounts, { campaignCounters }: RecountDeps): Promise<Doubt[]> {
  const missing = findMissingCounts(counts, rows);
  if (Object.keys(missing).length > 0) return [{ counted, missing }];
  await campaignCounters.noteVerified(counted);
  return [];
}

async function mendAll(doubts: readonly Doubt[], { campaignCounters }: RecountDeps): Promise<number> {
  let mended = 0;
  for (const { counted, missing } of doubts) if (await campaignCounters.mend(counted, missing)) mended += 1;
  return mended;
}
