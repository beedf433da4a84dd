import { NotificationStatus, type Clock, type RecipientCounts } from '@carillon/domain';
import type { CampaignCounterDocument, CampaignCounterModels, CampaignPaceDocument } from './model.ts';

const SLICE_MS = 2_000;
/** Over how long a rate is measured. */
const WINDOW_MS = 10_000;

export interface CampaignCounterDeps {
  models: CampaignCounterModels;
  clock: Clock;
  /** Told after every move. */
  onMove(campaignId: string): void;
}
export type CampaignCounterRepository = ReturnType<typeof createCampaignCounterRepository>;

/**
 * Counters of each campaign by state, moved by what a change of state has matched and by nothing else. A process that dies
 * between a change and its count leaves a difference; `maintenance.verify-counters` finds and mends it.
 */
export function createCampaignCounterRepository({ models, clock, onMove }: CampaignCounterDeps) {
  return {
    /** Adds differences by state; what sums up to nothing is not written. */
    async move(campaignId: string, changes: RecipientCounts): Promise<void> {
      const increments = Object.fromEntries(Object.entries(changes).flatMap(([status, by]) => (by === 0 ? [] : [[`counts.${status}`, by]])));
      if (Object.keys(increments).length === 0) return;
      await models.counters.updateOne(
        { _id: campaignId },
        { $inc: { ...increments, revision: 1 }, $set: { changedAt: clock.now() }, $setOnInsert: { verifiedAt: new Date(0) } },
        { upsert: true },
      );
      onMove(campaignId);
    },

    /** Notes that messages were handed over just now. */
    async pace(campaignId: string, handed: number): Promise<void> {
      if (handed === 0) return;
      const start = new Date(Math.floor(clock.now().getTime() / SLICE_MS) * SLICE_MS);
      await models.paces.updateOne({ _id: `${campaignId}|${start.toISOString()}` }, { $inc: { handed }, $setOnInsert: { campaignId, start } }, { upsert: true });
    },

    /** Messages per second over the last ten. */
    async readPace(campaignId: string): Promise<number> {
      const rows = await models.paces.find({ campaignId, start: { $gte: new Date(clock.now().getTime() - WINDOW_MS) } }).sort({ start: -1 }).lean<CampaignPaceDocument[]>();
      const oldest = rows.at(-1);
      if (oldest === undefined) return 0;
      const seconds = Math.max(SLICE_MS, clock.now().getTime() - oldest.start.getTime()) / 1_000;
      return Math.round((rows.reduce((sum, { handed }) => sum + handed, 0) / seconds) * 10) / 10;
    },

    /** How many messages were handed over since `since`, whatever campaign they are of; knows the last hour. */
    async countHandedSince(since: Date): Promise<number> {
      const [sum] = await models.paces.aggregate<{ handed: number }>([{ $match: { start: { $gte: since } } }, { $group: { _id: null, handed: { $sum: '$handed' } } }]);
      return sum?.handed ?? 0;
    },

    async read(campaignIds: readonly string[]): Promise<Map<string, RecipientCounts>> {
      const rows = await models.counters.find({ _id: { $in: [...campaignIds] } }).lean<CampaignCounterDocument[]>();
      return new Map(rows.map(({ _id, counts }) => [_id, withoutZeros(counts)]));
    },

    /** When counters last moved, and up to when they are known to be right; null: nothing was ever counted. */
    async readState(campaignId: string): Promise<Pick<CampaignCounterDocument, 'revision' | 'changedAt' | 'verifiedAt'> | null> {
      return models.counters.findById(campaignId, { revision: 1, changedAt: 1, verifiedAt: 1 }).lean<Pick<CampaignCounterDocument, 'revision' | 'changedAt' | 'verifiedAt'>>();
    },

    /** Replaces the counts, unless they moved since `revision`. Answers whether they said something else before. */
    async correct(campaignId: string, revision: number, counts: RecipientCounts): Promise<boolean> {
      const before = await models.counters
        .findOneAndUpdate({ _id: campaignId, revision }, { $set: { counts, verifiedAt: clock.now() } }, { returnDocument: 'before' })
        .lean<CampaignCounterDocument>();
      const mended = before !== null && !sameCounts(before.counts, counts);
      if (mended) onMove(campaignId);
      return mended;
    },
  };
}

function withoutZeros(counts: RecipientCounts): RecipientCounts {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));
}

function sameCounts(one: RecipientCounts, other: RecipientCounts): boolean {
  return NotificationStatus.options.every((name) => (one[name] ?? 0) === (other[name] ?? 0));
}
