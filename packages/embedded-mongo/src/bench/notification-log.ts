import { serialize, type Document } from 'bson';

const statuses = ['queued', 'sending', 'sent', 'failed', 'retrying'] as const;
const start = Date.UTC(2026, 0, 1);

/** A notification log as the product writes them, about 600 bytes of BSON. */
export function notificationLog(n: number): Document {
  const at = new Date(start + n * 250);
  return {
    _id: `n${String(n).padStart(9, '0')}`,
    status: statuses[(n * 7) % statuses.length],
    channel: 'email',
    to: `person${n % 5000}@example.com`,
    subject: `Payment reminder ${n}`,
    category: 'payments',
    rule: 'payment-reminder',
    template: { name: 'payment-reminder', version: 3 },
    tags: [],
    priority: 'normal',
    createdAt: at,
    updatedAt: at,
    dueAt: at,
    attempts: [{ number: 1, provider: 'smtp', startedAt: at, endedAt: at, outcome: 'accepted', code: 250, text: 'OK', reason: null }],
    attemptCount: 1,
    lease: null,
    timeline: [{ at, event: 'created', status: 'queued', reason: null }, { at, event: 'accepted', status: 'sent', reason: null }],
    messageId: `<n${n}@carillon>`,
  };
}

export const logIndexes = [
  { key: { status: 1, createdAt: -1, _id: -1 }, name: 'status' },
  { key: { to: 1, createdAt: -1, _id: -1 }, name: 'to' },
  { key: { createdAt: -1, _id: -1 }, name: 'newest' },
  { key: { messageId: 1 }, name: 'message', unique: true },
] as const;

export const encodedLog = (n: number): Buffer => Buffer.from(serialize(notificationLog(n)));
