import { countLeft } from '../campaign/estimate.ts';
import type { StatusCounts } from '../notification/status.ts';

/** Of one campaign. `sent` is every message a provider took, whatever became of it later; the other two are parts of it. */
export interface DeliveryCounts {
  sent: number;
  bounced: number;
  complained: number;
}

/** Rates are parts of `sent`, in (0, 1]; null: never for this reason. */
export interface AutoPauseThresholds {
  bounceRate: number | null;
  complaintRate: number | null;
  /** Fewer sent messages than this prove nothing. */
  minimumSent: number;
}

/**
 * Gmail asks bulk senders to stay below 0.1 % of complaints and never to reach 0.3 %
 * (https://support.google.com/a/answer/81126); beyond 5 % of bounces providers review an account, beyond 10 % they stop it
 * (https://docs.aws.amazon.com/ses/latest/dg/reputationdashboardmessages.html).
 */
export const defaultAutoPause: AutoPauseThresholds = { bounceRate: 0.1, complaintRate: 0.003, minimumSent: 100 };

export type AutoPauseDecision = { kind: 'go-on' } | { kind: 'pause'; reason: string };

/**
 * Whether a campaign is to pause by itself, since going on would ruin the sender's reputation. `campaign.watch` asks with the
 * campaign's counters whenever receipts were applied, and pauses with `reason` by compare-and-set. `since`: the counts when an
 * operator let it go on after it had paused itself; what came before was looked at, and only what came later is judged.
 *
 *     decideAutoPause(toDeliveryCounts(counts), { ...defaultAutoPause, bounceRate: campaign.pauseAtBounceRate }, judgedSince)
 */
export function decideAutoPause(counts: DeliveryCounts, thresholds: AutoPauseThresholds, since: DeliveryCounts | null): AutoPauseDecision {
  const { sent, bounced, complained } = since === null ? counts : difference(counts, since);
  const say = since === null ? share : shareSince;
  if (sent < Math.max(1, thresholds.minimumSent)) return { kind: 'go-on' };
  if (exceeds(bounced, sent, thresholds.bounceRate)) return { kind: 'pause', reason: `${say(bounced, sent, 'bounced')}: look at the addresses before going on.` };
  if (exceeds(complained, sent, thresholds.complaintRate)) return { kind: 'pause', reason: `${say(complained, sent, 'were reported as spam')}: look at the audience before going on.` };
  return { kind: 'go-on' };
}

/** What is judged of a campaign, from its counters. */
export function toDeliveryCounts(counts: StatusCounts): DeliveryCounts {
  return { sent: countLeft(counts), bounced: counts.bounced ?? 0, complained: counts.complained ?? 0 };
}

/** Another round for some recipients takes them out of the counts until they have left again: that is less than nothing new. */
function difference(counts: DeliveryCounts, since: DeliveryCounts): DeliveryCounts {
  const more = (key: keyof DeliveryCounts) => Math.max(0, counts[key] - since[key]);
  return { sent: more('sent'), bounced: more('bounced'), complained: more('complained') };
}

function exceeds(part: number, whole: number, rate: number | null): boolean {
  return rate !== null && part / whole > rate;
}

function share(part: number, whole: number, what: string): string {
  return `${part} of ${whole} messages (${percentage(part, whole)}) ${what}`;
}

/** What came back since then may have left before, so that one is no part of the other. */
function shareSince(part: number, whole: number, what: string): string {
  return `Since it was resumed, ${part} messages ${what} while ${whole} left (${percentage(part, whole)})`;
}

function percentage(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`;
}
