import type { CommunicationLogId } from '@carillon/domain';
import { insertNew } from '../insert-new.ts';
import type { CommunicationLogDeps } from './deliver.ts';
import { atOnce, type CommunicationLogDocument } from './model.ts';
import { createTally } from './tally.ts';

/** A row of a campaign's log before anything happened to it; with a reason, it is left out from the beginning. */
export interface NewRecipient {
  id: CommunicationLogId;
  userId: string;
  name: string;
  to: string;
  lane: number;
  leftOut: { event: 'skipped' | 'suppressed'; reason: string } | null;
}

/** Writes down whom a campaign is for. A page that was written before a crash may be written again: each user has one row. */
export function createAudienceWriter({ model, counters, clock }: CommunicationLogDeps) {
  async function findIdsOf(campaignId: string, userIds: readonly string[]): Promise<string[]> {
    const rows = await model.find({ campaignId, userId: { $in: [...userIds] } }, { _id: 1 }).lean<{ _id: string }[]>();
    return rows.map(({ _id }) => _id);
  }

  return {
    /** Answers how many of them were there already: whether those had been counted as well is not known. */
    async insertRecipients(campaignId: string, recipients: readonly NewRecipient[], maxAttempts: number): Promise<number> {
      if (recipients.length === 0) return 0;
      const now = clock.now();
      const documents = recipients.map(({ id, leftOut, ...recipient }): CommunicationLogDocument => {
        const status = leftOut?.event ?? 'queued';
        return {
          _id: id, campaignId, ...recipient, status, reason: leftOut?.reason ?? null, createdAt: now, updatedAt: now, dueAt: atOnce, attempts: [], attemptCount: 0, maxAttempts, lease: null, receiptDueAt: null,
          timeline: leftOut === null ? [] : [{ at: now, event: leftOut.event, status, reason: leftOut.reason, by: null, attempt: null }],
        };
      });
      const refused = await insertNew(model, documents);
      const tally = createTally();
      documents.forEach(({ _id, status }, index) => {
        if (!refused.has(index)) tally.moved(campaignId, null, status, [_id]);
      });
      if (refused.size > 0) tally.met(campaignId, await findIdsOf(campaignId, documents.flatMap(({ userId }, index) => (refused.has(index) ? [userId] : []))));
      await tally.count(counters);
      return refused.size;
    },
  };
}
