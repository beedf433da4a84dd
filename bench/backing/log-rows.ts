import type { NotificationDocument } from '@carillon/db';
import { searchTermsOf, type NotificationStatus } from '@carillon/domain';

const DAY_MS = 86_400_000;
const SPREAD_DAYS = 30;
const MESSAGES_PER_USER = 20;

/** Each with how many of a thousand there are. */
const statuses: readonly [NotificationStatus, number][] = [['sent', 560], ['delivered', 330], ['skipped', 35], ['failed', 30], ['bounced', 15], ['suppressed', 12], ['queued', 5], ['retrying', 5], ['cancelled', 4], ['unknown', 2], ['complained', 2]];
const reasons = ['The mail server refused the address (550).', 'The mailbox is full (552).', 'The mail server did not answer in time.', 'The domain has no mail server.'];
const kinds = [
  { rule: 'payment.send-reminder', category: 'billing', subject: 'Invoice {n} is due in three days' },
  { rule: 'payment.mark-overdue', category: 'billing', subject: 'Invoice {n} is overdue' },
  { rule: 'user.inactive-user', category: 'account', subject: 'We have not seen you for a while' },
  { rule: 'verification.verify-employee', category: 'verification', subject: 'Please verify employee {n}' },
  { rule: null, category: 'orders', subject: 'Your order {n} is on its way' },
  { rule: null, category: 'orders', subject: 'Your order {n} has arrived' },
  { rule: null, category: 'transactional', subject: 'Your receipt {n}' },
  { rule: null, category: 'product-news', subject: 'What is new this month' },
] as const;

/** A number from 0 up to 1 that is the same for the same row and purpose. */
function chance(row: number, purpose: number): number {
  let hash = Math.imul(row ^ (purpose * 0x9e3779b1), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

const pick = <Item>(items: readonly [Item, ...Item[]] | readonly Item[], share: number): Item => items[Math.floor(share * items.length)]!;

function statusOf(share: number): NotificationStatus {
  let left = share * 1_000;
  for (const [status, parts] of statuses) {
    left -= parts;
    if (left < 0) return status;
  }
  return 'sent';
}

/** Row number `row` of `count` that come evenly over the days before `end`, spread alike whatever the count. */
export function makeLogRow(row: number, count: number, end: Date): NotificationDocument {
  const createdAt = new Date(end.getTime() - (SPREAD_DAYS * DAY_MS * (count - row)) / count);
  const status = statusOf(chance(row, 1));
  const kind = pick(kinds, chance(row, 2));
  const user = Math.floor(chance(row, 3) * Math.max(1, count / MESSAGES_PER_USER));
  const to = `user-${user}@example.com`;
  const subject = kind.subject.replace('{n}', String(100_000 + Math.floor(chance(row, 4) * count)));
  const channel = chance(row, 5) < 0.1 ? 'vendor' : 'email';
  const failed = status === 'failed' || status === 'bounced' || status === 'unknown';
  const attempted = failed || status === 'sent' || status === 'delivered' || status === 'complained' || status === 'retrying';
  const reason = failed || status === 'retrying' ? pick(reasons, chance(row, 6)) : null;
  const updatedAt = new Date(createdAt.getTime() + 2_000);
  const by = { kind: 'api-key', id: 'key_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q', name: 'Shop' } as const;
  return {
    _id: `ntf_${String(row).padStart(26, '0')}`,
    status, reason, channel, to, subject,
    userId: `user-${user}`, timeZone: 'Europe/Berlin', occurrence: null,
    category: kind.category, rule: kind.rule, template: null, tags: [], priority: 'normal',
    terms: searchTermsOf(to, subject),
    createdAt, updatedAt, sendAt: null, dueAt: createdAt, enqueuedAt: createdAt, sentAt: attempted && !failed ? updatedAt : null, receiptDueAt: null,
    attempts: attempted ? [{ number: 1, provider: 'smtp', startedAt: createdAt, handedOverAt: createdAt, endedAt: updatedAt, outcome: failed ? 'permanent' : 'accepted', code: failed ? 550 : 250, text: failed ? '550 5.1.1 refused' : '250 2.0.0 Ok', reason, providerMessageId: null }] : [],
    attemptCount: attempted ? 1 : 0, maxAttempts: 5, lease: null,
    timeline: [
      { at: createdAt, event: 'created', status: 'queued', reason: null, by, attempt: null },
      ...(attempted ? [{ at: createdAt, event: 'claimed', status: 'sending', reason: null, by: null, attempt: 1 }, { at: updatedAt, event: 'accepted', status, reason, by: null, attempt: 1 }] as const : []),
    ],
    requestedBy: by, requestId: `req_${row}`, idempotencyKey: null, messageId: `<${row}@example.com>`,
  };
}
