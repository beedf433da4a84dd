import { NotificationSummary } from '@carillon/domain';
import type { z } from 'zod';

/** A row of the log for tests; what matters to the test is passed in. */
export function aNotification(parts: Partial<z.input<typeof NotificationSummary>> = {}): NotificationSummary {
  return NotificationSummary.parse({
    id: 'ntf_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q',
    status: 'sent',
    reason: null,
    channel: 'email',
    to: 'ada@example.com',
    userId: null,
    subject: 'Hello',
    category: 'transactional',
    rule: null,
    template: null,
    tags: [],
    priority: 'normal',
    attemptCount: 1,
    createdAt: '2026-03-28T10:00:00.000Z',
    updatedAt: '2026-03-28T10:00:01.000Z',
    sendAt: null,
    nextAttemptAt: null,
    sentAt: null,
    ...parts,
  });
}
