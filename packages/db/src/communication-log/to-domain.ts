import { CampaignId, CommunicationLogId, type Attempt, type CommunicationLog, type CommunicationLogDetail, type TimelineEntry } from '@carillon/domain';
import type { AttemptDocument, TimelineDocument } from '../subdocuments.ts';
import type { CommunicationLogDocument } from './model.ts';

export const rowFields = { timeline: 0, lease: 0 } as const;
export type RowDocument = Omit<CommunicationLogDocument, 'timeline' | 'lease'>;

export function toCommunicationLog(document: RowDocument): CommunicationLog {
  return {
    id: CommunicationLogId.parse(document._id),
    campaignId: CampaignId.parse(document.campaignId),
    userId: document.userId,
    name: document.name,
    to: document.to,
    status: document.status,
    reason: document.reason,
    provider: document.attempts.at(-1)?.provider ?? null,
    attemptCount: document.attemptCount,
    createdAt: document.createdAt.toISOString(),
    updatedAt: document.updatedAt.toISOString(),
    nextAttemptAt: document.status === 'retrying' ? document.dueAt.toISOString() : null,
  };
}

export function toCommunicationLogDetail(document: CommunicationLogDocument): CommunicationLogDetail {
  return {
    ...toCommunicationLog(document),
    maxAttempts: document.maxAttempts,
    lease: document.lease === null ? null : { owner: document.lease.owner, until: document.lease.until.toISOString() },
    receiptDueAt: isoOrNull(document.receiptDueAt),
    attempts: document.attempts.map(toAttempt),
    timeline: toTimeline(document),
  };
}

/** What is kept apart comes together: the row's creation, its claims, and all that happened to it, in the order it did. */
function toTimeline({ createdAt, attempts, timeline }: CommunicationLogDocument): TimelineEntry[] {
  const created: TimelineDocument = { at: createdAt, event: 'created', status: 'queued', reason: null, by: null, attempt: null };
  const claims = attempts.map(({ startedAt, number }): TimelineDocument => ({ at: startedAt, event: 'claimed', status: 'sending', reason: null, by: null, attempt: number }));
  return [created, ...claims, ...timeline].sort((one, other) => one.at.getTime() - other.at.getTime()).map((entry) => ({ ...entry, at: entry.at.toISOString() }));
}

function toAttempt({ startedAt, handedOverAt, endedAt, ...attempt }: AttemptDocument): Attempt {
  return { ...attempt, startedAt: startedAt.toISOString(), handedOverAt: isoOrNull(handedOverAt), endedAt: isoOrNull(endedAt) };
}

function isoOrNull(date: Date | null): string | null {
  return date === null ? null : date.toISOString();
}
