import { explainExclusion } from '../communication-log/explain-exclusion.ts';
import { sumOf } from '../notification/status-counts.ts';
import { NotificationStatus, unsettledStatuses, type StatusCounts } from '../notification/status.ts';
import { ExclusionReason } from '../segment/audience.ts';
import type { Campaign, CampaignStats } from './schema.ts';

/** Where a campaign stands, from its counters. `ratePerSecond` is what was measured over the last seconds. */
export function toCampaignStats({ id, status, audience }: Pick<Campaign, 'id' | 'status' | 'audience'>, { counts, ratePerSecond }: { counts: StatusCounts; ratePerSecond: number }, now: Date): CampaignStats {
  const total = sumOf(counts);
  const pending = sumOf(counts, unsettledStatuses);
  const moves = status === 'running' && ratePerSecond > 0;
  const etaSeconds = pending === 0 ? 0 : moves ? Math.ceil(pending / ratePerSecond) : null;
  return { campaignId: id, status, at: now.toISOString(), counts, leftOut: countLeftOut(audience), total, pending, settled: total - pending, ratePerSecond, etaSeconds };
}

/** In which states they are that were left out at launch. A reason of another version is none of a suppressed address. */
function countLeftOut({ excluded }: Campaign['audience']): StatusCounts {
  const leftOut: StatusCounts = {};
  for (const { reason, count } of excluded) {
    const known = ExclusionReason.safeParse(reason);
    const state = known.success ? explainExclusion(known.data).event : 'skipped';
    leftOut[state] = (leftOut[state] ?? 0) + count;
  }
  return leftOut;
}

/** The same numbers of those whom the campaign is for: all but those who were left out from the beginning. */
export function progressOf({ counts, leftOut, pending }: Pick<CampaignStats, 'counts' | 'leftOut' | 'pending'>): Pick<CampaignStats, 'counts' | 'total' | 'settled'> {
  // They are counted before it is noted that they were left out.
  const reached = Object.fromEntries(NotificationStatus.options.flatMap((state) => toEntry(state, (counts[state] ?? 0) - (leftOut[state] ?? 0))));
  const total = sumOf(reached);
  return { counts: reached, total, settled: total - pending };
}

function toEntry(state: NotificationStatus, count: number): [NotificationStatus, number][] {
  return count > 0 ? [[state, count]] : [];
}

/** How many messages had left: a provider has taken them, or may have. */
export function countLeft(counts: StatusCounts): number {
  return sumOf(counts, ['sent', 'delivered', 'bounced', 'complained', 'unknown']);
}
