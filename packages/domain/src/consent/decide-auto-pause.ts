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
 * campaign's counters whenever receipts were applied, and pauses with `reason` by compare-and-set:
 *
 *     decideAutoPause({ sent, bounced, complained }, { ...defaultAutoPause, bounceRate: campaign.pauseAtBounceRate })
 */
export function decideAutoPause({ sent, bounced, complained }: DeliveryCounts, thresholds: AutoPauseThresholds): AutoPauseDecision {
  if (sent < Math.max(1, thresholds.minimumSent)) return { kind: 'go-on' };
  if (exceeds(bounced, sent, thresholds.bounceRate)) return { kind: 'pause', reason: `${share(bounced, sent)} bounced: look at the addresses before going on.` };
  if (exceeds(complained, sent, thresholds.complaintRate)) return { kind: 'pause', reason: `${share(complained, sent)} were reported as spam: look at the audience before going on.` };
  return { kind: 'go-on' };
}

function exceeds(part: number, whole: number, rate: number | null): boolean {
  return rate !== null && part / whole > rate;
}

function share(part: number, whole: number): string {
  return `${part} of ${whole} messages (${((100 * part) / whole).toFixed(1)} %)`;
}
