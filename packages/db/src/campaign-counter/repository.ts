import { CampaignId, NotificationStatus, type Clock, type Page, type StatusCounts } from '@carillon/domain';
import type { QueryFilter } from 'mongoose';
import { behind, decodeCursor, toPage } from '../keyset.ts';
import type { CampaignCounterDocument, CampaignCounterModels, CampaignPaceDocument, CountedRecipients } from './model.ts';

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

/** Counters of one campaign (`part` null), or of one part of it, at one revision. */
export interface CountedAt {
  campaignId: string;
  part: string | null;
  revision: number;
}
export interface CampaignCounterState {
  all: CountedRecipients;
  /** By their names; empty when not every recipient is known to have been counted in a part. */
  parts: ReadonlyMap<string, CountedRecipients>;
}

/**
 * Counters of each campaign by state, moved by what a change of state has matched and by nothing else. A process that dies
 * between a change and its count leaves a difference; `maintenance.verify-counters` finds and mends it, part by part.
 */
export function createCampaignCounterRepository({ models, clock, onMove }: CampaignCounterDeps) {
  return {
    /** Adds differences by state, those of each part to the part and to the campaign. A part is known from then on, though nothing of it moved. */
    async move(campaignId: string, parts: ReadonlyMap<string, StatusCounts>): Promise<void> {
      if (parts.size === 0) return;
      const now = clock.now();
      const increments: Record<string, number> = { revision: 1 };
      const times: Record<string, Date> = { changedAt: now };
      for (const [part, changes] of parts) {
        addTo(increments, '', changes);
        addTo(increments, pathOf(part), changes);
        increments[`${pathOf(part)}revision`] = 1;
        times[`${pathOf(part)}changedAt`] = now;
      }
      await models.counters.updateOne({ _id: campaignId }, { $inc: withoutZeros(increments), $set: times, $setOnInsert: { verifiedAt: new Date(0), inParts: true } }, { upsert: true });
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

    async read(campaignIds: readonly string[]): Promise<Map<string, StatusCounts>> {
      const rows = await models.counters.find({ _id: { $in: [...campaignIds] } }, { counts: 1 }).lean<Pick<CampaignCounterDocument, '_id' | 'counts'>[]>();
      return new Map(rows.map(({ _id, counts }) => [_id, aboveZero(counts)]));
    },

    /** Campaigns whose counters moved at or after `since`, the last one first. */
    async listMovedSince(since: Date, { limit, cursor }: { limit: number; cursor?: string | undefined }): Promise<Page<CampaignId>> {
      const recent: QueryFilter<CampaignCounterDocument> = { changedAt: { $gte: since } };
      const rows = await models.counters
        .find(cursor === undefined ? recent : { $and: [recent, behind('changedAt', decodeCursor(cursor))] }, { changedAt: 1 })
        .sort({ changedAt: -1, _id: -1 })
        .limit(limit + 1)
        .lean<Pick<CampaignCounterDocument, '_id' | 'changedAt'>[]>();
      return toPage(rows, limit, (row) => row.changedAt, ({ _id }) => CampaignId.parse(_id));
    },

    /** What was counted, and when that was last found right; null: nothing was ever counted. */
    async readState(campaignId: string): Promise<CampaignCounterState | null> {
      const document = await models.counters.findById(campaignId).lean<CampaignCounterDocument>();
      if (document === null) return null;
      const { parts = {}, inParts = false, ...all } = document;
      // Both move in one write: where they differ, a process of a version that knows no parts has counted as well.
      const known = inParts && sumsAgree(all.counts, Object.values(parts)) ? Object.entries(parts) : [];
      return { all, parts: new Map(known.map(([part, { verifiedAt = new Date(0), counts = {}, ...counted }]) => [part, { ...counted, counts, verifiedAt }])) };
    },

    /** These are what the rows say, unless they moved since. */
    async noteVerified({ campaignId, part, revision }: CountedAt): Promise<void> {
      await models.counters.updateOne({ _id: campaignId, [`${pathOf(part)}revision`]: revision }, { $set: { [`${pathOf(part)}verifiedAt`]: clock.now() } });
    },

    /**
     * Adds what the rows say and the counters did not, unless these moved since. What a whole campaign lacked is lacking in parts that nobody
     * knows: from then on it is counted without them. Answers whether it was added.
     */
    async mend({ campaignId, part, revision }: CountedAt, missing: StatusCounts): Promise<boolean> {
      const increments: Record<string, number> = { revision: 1 };
      addTo(increments, '', missing);
      if (part !== null) {
        addTo(increments, pathOf(part), missing);
        increments[`${pathOf(part)}revision`] = 1;
      }
      const { modifiedCount } = await models.counters.updateOne(
        { _id: campaignId, [`${pathOf(part)}revision`]: revision },
        { $inc: increments, $set: { [`${pathOf(part)}verifiedAt`]: clock.now(), ...(part === null ? { inParts: false } : {}) }, ...(part === null ? { $unset: { parts: 1 } } : {}) },
      );
      if (modifiedCount === 1) onMove(campaignId);
      return modifiedCount === 1;
    },
  };
}

function pathOf(part: string | null): string {
  return part === null ? '' : `parts.${part}.`;
}

function sumsAgree(counts: StatusCounts, parts: readonly { counts?: StatusCounts }[]): boolean {
  return NotificationStatus.options.every((status) => (counts[status] ?? 0) === parts.reduce((sum, part) => sum + (part.counts?.[status] ?? 0), 0));
}

function addTo(increments: Record<string, number>, path: string, changes: StatusCounts): void {
  for (const [status, by] of Object.entries(changes)) {
    const field = `${path}counts.${status}`;
    increments[field] = (increments[field] ?? 0) + by;
  }
}

function withoutZeros(increments: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(increments).filter(([, by]) => by !== 0));
}

/** Processes count for themselves: for a moment the end of a state may be counted before its beginning, and no number is told as less than none. */
function aboveZero(counts: StatusCounts): StatusCounts {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}
