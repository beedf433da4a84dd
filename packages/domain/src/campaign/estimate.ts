import { unsettledStatuses } from '../notification/status.ts';
import type { CampaignId } from '../identity/schema.ts';
import type { CampaignStats, RecipientCounts } from './schema.ts';
import type { CampaignStatus } from './status.ts';

/** Where a campaign stands, from its counters. `ratePerSecond` is what was measured over the last seconds. */
export function toCampaignStats(facts: { campaignId: CampaignId; status: CampaignStatus; counts: RecipientCounts; ratePerSecond: number }, now: Date): CampaignStats {
  const total = Object.values(facts.counts).reduce((sum: number, count) => sum + count, 0);
  const pending = unsettledStatuses.reduce((sum, status) => sum + (facts.counts[status] ?? 0), 0);
  const moves = facts.status === 'running' && facts.ratePerSecond > 0;
  return { ...facts, at: now.toISOString(), total, pending, settled: total - pending, etaSeconds: pending === 0 ? 0 : moves ? Math.ceil(pending / facts.ratePerSecond) : null };
}

/** How many messages had left: a provider has taken them, or may have. */
export function countLeft(counts: RecipientCounts): number {
  return (['sent', 'delivered', 'bounced', 'complained', 'unknown'] as const).reduce((sum, status) => sum + (counts[status] ?? 0), 0);
}
