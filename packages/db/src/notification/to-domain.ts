import { NotificationId, paymentRules, type Attempt, type NotificationDetail, type NotificationSummary, type TimelineEntry } from '@carillon/domain';
import type { AttemptDocument, TimelineDocument } from '../subdocuments.ts';
import type { NotificationDocument } from './model.ts';

/** What a row of the log is made of; lists read no more than this. */
export const summaryFields = {
  status: 1, reason: 1, channel: 1, to: 1, userId: 1, occurrence: 1, subject: 1, category: 1, rule: 1, template: 1, tags: 1, priority: 1,
  attemptCount: 1, createdAt: 1, updatedAt: 1, sendAt: 1, dueAt: 1, sentAt: 1,
} as const;
export type SummaryDocument = Pick<NotificationDocument, '_id' | keyof typeof summaryFields>;

export function toSummary(document: SummaryDocument): NotificationSummary {
  return {
    id: NotificationId.parse(document._id),
    status: document.status,
    reason: document.reason,
    channel: document.channel,
    to: document.to,
    userId: document.userId ?? null,
    paymentId: paymentRules.includes(document.rule ?? '') ? (occurrenceOf(document)?.subjectId ?? null) : null,
    subject: document.subject,
    category: document.category,
    rule: document.rule,
    template: document.template === null ? null : { name: document.template.name, version: document.template.version },
    tags: [...document.tags],
    priority: document.priority,
    attemptCount: document.attemptCount,
    createdAt: document.createdAt.toISOString(),
    updatedAt: document.updatedAt.toISOString(),
    sendAt: isoOrNull(document.sendAt),
    nextAttemptAt: document.status === 'retrying' || (document.status === 'queued' && document.dueAt > document.createdAt) ? document.dueAt.toISOString() : null,
    sentAt: isoOrNull(document.sentAt),
  };
}

export function toDetail(document: NotificationDocument): NotificationDetail {
  return {
    ...toSummary(document),
    maxAttempts: document.maxAttempts,
    timeZone: document.timeZone ?? null,
    occurrence: occurrenceOf(document),
    lease: document.lease === null ? null : { owner: document.lease.owner, until: document.lease.until.toISOString() },
    attempts: document.attempts.map(toAttempt),
    timeline: document.timeline.map(toTimelineEntry),
    requestedBy: { kind: document.requestedBy.kind, id: document.requestedBy.id, name: document.requestedBy.name },
    requestId: document.requestId,
    idempotencyKey: document.idempotencyKey,
    messageId: document.messageId,
  };
}

/** The row of the log that a notification read as a whole has. */
export function summaryOf(detail: NotificationDetail): NotificationSummary {
  const { id, status, reason, channel, to, userId, paymentId, subject, category, rule, template, tags, priority, attemptCount, createdAt, updatedAt, sendAt, nextAttemptAt, sentAt } = detail;
  return { id, status, reason, channel, to, userId, paymentId, subject, category, rule, template, tags, priority, attemptCount, createdAt, updatedAt, sendAt, nextAttemptAt, sentAt };
}

/** Logs from before rules were known lack the field. */
function occurrenceOf({ occurrence }: Partial<Pick<NotificationDocument, 'occurrence'>>): NotificationDetail['occurrence'] {
  return occurrence === undefined || occurrence === null ? null : { subjectId: occurrence.subjectId, slot: occurrence.slot };
}

export function toAttempt(attempt: AttemptDocument): Attempt {
  return { ...attempt, startedAt: attempt.startedAt.toISOString(), handedOverAt: isoOrNull(attempt.handedOverAt), endedAt: isoOrNull(attempt.endedAt) };
}

export function toTimelineEntry(entry: TimelineDocument): TimelineEntry {
  return { at: entry.at.toISOString(), event: entry.event, status: entry.status, reason: entry.reason, by: entry.by, attempt: entry.attempt };
}

function isoOrNull(date: Date | null): string | null {
  return date === null ? null : date.toISOString();
}
