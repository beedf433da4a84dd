import { z } from 'zod';

export const NotificationStatus = z.enum([
  'queued',
  'sending',
  'retrying',
  'sent',
  'delivered',
  'bounced',
  'complained',
  'failed',
  'unknown',
  'skipped',
  'suppressed',
  'cancelled',
]);
export type NotificationStatus = z.infer<typeof NotificationStatus>;

/** How many are in each state. */
export const StatusCounts = z.partialRecord(NotificationStatus, z.int());
export type StatusCounts = z.infer<typeof StatusCounts>;

/** What can happen to a notification. Each moves it from a fixed set of states to one state. */
export const NotificationEvent = z.enum([
  'claimed',
  'accepted',
  'postponed',
  'rejected',
  'exhausted',
  'outcome-lost',
  'lease-expired',
  'released',
  'held',
  'skipped',
  'suppressed',
  'cancelled',
  'retry-requested',
  'receipt-delivered',
  'receipt-postponed',
  'receipt-rejected',
  'receipt-overdue',
  'receipt-bounced',
  'receipt-complained',
]);
export type NotificationEvent = z.infer<typeof NotificationEvent>;

interface Transition {
  from: readonly NotificationStatus[];
  to: NotificationStatus;
}

/** Receipts are ordered by rank, never by arrival: each may overtake what ranks below it, and nothing above. */
const transitions = {
  'claimed': { from: ['queued', 'retrying'], to: 'sending' },
  // A claim that was given up for lost can still report that it had succeeded.
  'accepted': { from: ['sending', 'unknown'], to: 'sent' },
  'postponed': { from: ['sending'], to: 'retrying' },
  'rejected': { from: ['sending'], to: 'failed' },
  'exhausted': { from: ['sending'], to: 'failed' },
  'outcome-lost': { from: ['sending'], to: 'unknown' },
  'lease-expired': { from: ['sending'], to: 'retrying' },
  // Given back before the hand-over, so that it costs no attempt: paused, throttled, or its worker stopped.
  'released': { from: ['sending'], to: 'queued' },
  // Its time has not come: quiet hours, or the day's share is used up.
  'held': { from: ['queued', 'retrying'], to: 'queued' },
  'skipped': { from: ['queued', 'retrying'], to: 'skipped' },
  'suppressed': { from: ['queued', 'retrying'], to: 'suppressed' },
  'cancelled': { from: ['queued', 'retrying'], to: 'cancelled' },
  'retry-requested': { from: ['failed', 'unknown'], to: 'queued' },
  // Even a try that seemed to have failed, or was given up, may turn out to have arrived: then there is no other.
  'receipt-delivered': { from: ['queued', 'sending', 'retrying', 'sent', 'unknown'], to: 'delivered' },
  'receipt-postponed': { from: ['sent', 'unknown'], to: 'retrying' },
  'receipt-rejected': { from: ['sent', 'unknown'], to: 'failed' },
  // Taken by a provider that never said what became of it.
  'receipt-overdue': { from: ['sent'], to: 'unknown' },
  'receipt-bounced': { from: ['queued', 'sending', 'retrying', 'sent', 'unknown', 'delivered'], to: 'bounced' },
  'receipt-complained': { from: ['queued', 'sending', 'retrying', 'sent', 'unknown', 'delivered', 'bounced'], to: 'complained' },
} as const satisfies Record<NotificationEvent, Transition>;

/** The state after `event`, or null when `current` does not allow it (then nothing must be written). */
export function nextStatus(current: NotificationStatus, event: NotificationEvent): NotificationStatus | null {
  const transition: Transition = transitions[event];
  return transition.from.includes(current) ? transition.to : null;
}

/** The states from which `event` may happen, and where it leads: the two halves of a compare-and-set. */
export function transitionOf(event: NotificationEvent): Transition {
  return transitions[event];
}

/** It waits for its time, or its turn. */
export const waitingStatuses = ['queued', 'retrying'] as const satisfies readonly NotificationStatus[];
/** Something will still happen by itself. */
export const unsettledStatuses = [...waitingStatuses, 'sending'] as const satisfies readonly NotificationStatus[];
/** What went wrong for a reason that it tells: what failed, and what nobody knows the outcome of. */
export const failureStatuses: readonly NotificationStatus[] = ['failed', 'unknown', 'bounced'];

/** Whether nothing more will happen by itself: no job, no sweep and no timer will touch it again. */
export function isSettled(status: NotificationStatus): boolean {
  return !(unsettledStatuses as readonly NotificationStatus[]).includes(status);
}
