import { sumOf, type CampaignStats, type CampaignStatus, type NotificationStatus } from '@carillon/domain';

/** What a bar shows from left to right: what is done, what is under way, what waits. */
export const progressOrder: readonly NotificationStatus[] = ['delivered', 'sent', 'complained', 'bounced', 'failed', 'unknown', 'skipped', 'suppressed', 'cancelled', 'sending', 'retrying', 'queued'];

export interface ProgressPart {
  status: NotificationStatus;
  count: number;
  /** Of the whole, in percent. */
  share: number;
}

/** The states that somebody is in, in the bar's order; their shares add up to 100. */
export function toParts({ counts, total }: Pick<CampaignStats, 'counts' | 'total'>): ProgressPart[] {
  return progressOrder.flatMap((status) => {
    const count = counts[status] ?? 0;
    return count === 0 ? [] : [{ status, count, share: (100 * count) / total }];
  });
}

/** `2 min 5 s`, `about 3 h`: as exactly as a guess deserves. */
export function describeEta(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `about ${Math.round(seconds / 3_600)} h`;
}

/** How many were left out when the campaign began. */
export function countLeftOut({ leftOut }: Pick<CampaignStats, 'leftOut'>): number {
  return sumOf(leftOut);
}

/** What settled, in whole percent; 100 only when everything is. */
export function percentSettled({ settled, total }: Pick<CampaignStats, 'settled' | 'total'>): number {
  return total === 0 ? 0 : Math.floor((100 * settled) / total);
}

/** `40 %` of what settled, see `progressOf`; of a cancelled one how many got it, as all of it is settled then. */
export function describeProgress(status: CampaignStatus, stats: Pick<CampaignStats, 'counts' | 'settled' | 'total'>): string {
  if (stats.total === 0) return 'Nobody to send to';
  if (status !== 'cancelled') return `${percentSettled(stats)} %`;
  const handedOver = sumOf(stats.counts, ['sent', 'delivered', 'bounced', 'complained']);
  return `${handedOver.toLocaleString('en')} of ${stats.total.toLocaleString('en')} sent`;
}

/** `1 recipient`, `1,200 recipients`. */
export function countOf(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
