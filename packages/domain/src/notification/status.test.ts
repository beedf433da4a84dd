import { describe, expect, it } from 'vitest';
import { isSettled, nextStatus, NotificationEvent, NotificationStatus, transitionOf } from './status.ts';

/** The whole machine: for each event, what it makes of each state; states that are not named refuse it. */
const machine: Record<NotificationEvent, Partial<Record<NotificationStatus, NotificationStatus>>> = {
  'claimed': { queued: 'sending', retrying: 'sending' },
  'accepted': { sending: 'sent', unknown: 'sent' },
  'postponed': { sending: 'retrying' },
  'rejected': { sending: 'failed' },
  'exhausted': { sending: 'failed' },
  'outcome-lost': { sending: 'unknown' },
  'lease-expired': { sending: 'retrying' },
  'released': { sending: 'queued' },
  'held': { queued: 'queued', retrying: 'queued' },
  'skipped': { queued: 'skipped', retrying: 'skipped' },
  'suppressed': { queued: 'suppressed', retrying: 'suppressed' },
  'cancelled': { queued: 'cancelled', retrying: 'cancelled' },
  'retry-requested': { failed: 'queued', unknown: 'queued' },
  'receipt-delivered': { queued: 'delivered', sending: 'delivered', retrying: 'delivered', sent: 'delivered', unknown: 'delivered' },
  'receipt-postponed': { sent: 'retrying', unknown: 'retrying' },
  'receipt-rejected': { sent: 'failed', unknown: 'failed' },
  'receipt-overdue': { sent: 'unknown' },
  'receipt-bounced': { queued: 'bounced', sending: 'bounced', retrying: 'bounced', sent: 'bounced', unknown: 'bounced', delivered: 'bounced' },
  'receipt-complained': { queued: 'complained', sending: 'complained', retrying: 'complained', sent: 'complained', unknown: 'complained', delivered: 'complained', bounced: 'complained' },
};
const everyPair = NotificationEvent.options.flatMap((event) => NotificationStatus.options.map((status) => [event, status, machine[event][status] ?? null] as const));

describe('nextStatus', () => {
  it.each(everyPair)('%s makes of %s: %s', (event, status, expected) => {
    expect(nextStatus(status, event)).toBe(expected);
  });

  it('never silently sends again what may have been sent', () => {
    const events = NotificationEvent.options.filter((event) => nextStatus('unknown', event) === 'queued');
    expect(events).toEqual(['retry-requested']);
  });

  it('never leaves a rank for a lower one, whatever the order in which receipts arrive', () => {
    expect(nextStatus('bounced', 'receipt-delivered')).toBeNull();
    expect(nextStatus('complained', 'receipt-bounced')).toBeNull();
  });
});

describe('transitionOf', () => {
  it.each(NotificationEvent.options)('%s is the same compare-and-set that nextStatus decides by', (event) => {
    const { from, to } = transitionOf(event);
    expect(NotificationStatus.options.filter((status) => nextStatus(status, event) === to)).toEqual(NotificationStatus.options.filter((status) => from.includes(status)));
  });
});

describe('isSettled', () => {
  it('is false exactly where a job or a sweep still has work', () => {
    expect(NotificationStatus.options.filter((status) => !isSettled(status))).toEqual(['queued', 'sending', 'retrying']);
  });
});
