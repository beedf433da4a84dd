import type { NotificationStatus, StatusCounts } from '@carillon/domain';
import type { CampaignCounterRepository } from '../campaign-counter/repository.ts';
import type { CommunicationLogModel } from './model.ts';
import { partOf } from './part.ts';

/** Gathers what many changes came to, so that each campaign's counters move once for all of them. */
export function createTally() {
  const byCampaign = new Map<string, Map<string, StatusCounts>>();

  function countsOf(campaignId: string, part: string): StatusCounts {
    const parts = byCampaign.get(campaignId) ?? new Map<string, StatusCounts>();
    byCampaign.set(campaignId, parts);
    const counts = parts.get(part) ?? {};
    parts.set(part, counts);
    return counts;
  }

  return {
    /** These recipients went from one state to another; null: they are new. */
    moved(campaignId: string, from: NotificationStatus | null, to: NotificationStatus, ids: readonly string[]): void {
      for (const id of ids) {
        const counts = countsOf(campaignId, partOf(id));
        if (from !== null) counts[from] = (counts[from] ?? 0) - 1;
        counts[to] = (counts[to] ?? 0) + 1;
      }
    },
    /** These are recipients, whether they were ever counted or not. */
    met(campaignId: string, ids: readonly string[]): void {
      for (const id of ids) countsOf(campaignId, partOf(id));
    },
    async count(counters: Pick<CampaignCounterRepository, 'move'>): Promise<void> {
      await Promise.all([...byCampaign].map(([campaignId, parts]) => counters.move(campaignId, parts)));
    },
  };
}

/**
 * Which of `ids` a change has moved that matched so many: nearly always all of them, and else those that were changed to this state at this
 * instant. When some of these have moved on, others stand for them: their number is right in any case.
 */
export async function findMoved(model: CommunicationLogModel, ids: readonly string[], { matched, to, at }: { matched: number; to: NotificationStatus; at: Date }): Promise<readonly string[]> {
  if (matched === 0 || matched === ids.length || new Set(ids.map(partOf)).size === 1) return ids.slice(0, matched);
  const rows = await model.find({ _id: { $in: [...ids] }, status: to, updatedAt: at }, { _id: 1 }).lean<{ _id: string }[]>();
  const found = new Set(rows.map(({ _id }) => _id));
  return [...found, ...ids.filter((id) => !found.has(id))].slice(0, matched);
}
