import { CampaignId, type Campaign, type CampaignStatus, type Page } from '@carillon/domain';
import type { QueryFilter } from 'mongoose';
import { searchPatternsOf } from '../beginning-with.ts';
import { behind, decodeCursor, toPage } from '../keyset.ts';
import type { CampaignDocument, CampaignModel } from './model.ts';
import { toCampaign, toRecord, type CampaignRecord } from './to-domain.ts';

export type CampaignTitle = Pick<Campaign, 'id' | 'name' | 'status'>;

/** The reading half of the campaigns. */
export function createCampaignQueries({ model }: { model: CampaignModel }) {
  return {
    async find(id: string): Promise<CampaignRecord | null> {
      const document = await model.findById(id).lean<CampaignDocument>();
      return document === null ? null : toRecord(document);
    },

    /** Newest first. */
    async list(filter: { status?: CampaignStatus | undefined; search?: string | undefined }, page: { limit: number; cursor?: string | undefined }): Promise<Page<Campaign>> {
      const conditions: QueryFilter<CampaignDocument>[] = [...searchConditions(filter.search)];
      if (filter.status !== undefined) conditions.push({ status: filter.status });
      if (page.cursor !== undefined) conditions.push(behind('createdAt', decodeCursor(page.cursor)));
      const rows = await model
        .find(conditions.length === 0 ? {} : { $and: conditions })
        .sort({ createdAt: -1, _id: -1 })
        .limit(page.limit + 1)
        .lean<CampaignDocument[]>();
      return toPage(rows, page.limit, (row) => row.createdAt, toCampaign);
    },

    /** Campaigns in a state of which something may be left to do, by their ids, behind `after`. */
    async findOpenInStatus(status: CampaignStatus, { after, limit }: { after: string; limit: number }): Promise<CampaignRecord[]> {
      const rows = await model.find({ status, closedAt: null, _id: { $gt: after } }).sort({ _id: 1 }).limit(limit).lean<CampaignDocument[]>();
      return rows.map(toRecord);
    },

    /** Scheduled campaigns whose time has come, the one that starts first in front; those that an operator decides about are left to them. */
    async findDue(now: Date, limit: number): Promise<Campaign[]> {
      const rows = await model.find({ status: 'scheduled', needsDecision: false, startsAt: { $lte: now } }).sort({ startsAt: 1 }).limit(limit).lean<CampaignDocument[]>();
      return rows.map(toCampaign);
    },

    /** Campaigns in one of `statuses` that are for a segment, newest first. */
    async findOfSegment(segmentId: string, statuses: readonly CampaignStatus[], limit: number): Promise<Campaign[]> {
      const rows = await model
        .find({ segmentId, status: { $in: [...statuses] } })
        .sort({ createdAt: -1, _id: -1 })
        .limit(limit)
        .lean<CampaignDocument[]>();
      return rows.map(toCampaign);
    },

    /** What campaigns that were launched, or will be, are about. */
    async listCategories(): Promise<string[]> {
      return model.distinct('category', { status: { $ne: 'draft' } });
    },

    /** What these are called and how far they are, by id. */
    async findTitles(ids: readonly CampaignId[]): Promise<ReadonlyMap<CampaignId, CampaignTitle>> {
      const rows = await model.find({ _id: { $in: [...new Set(ids)] } }, { name: 1, status: 1 }).lean<Pick<CampaignDocument, '_id' | 'name' | 'status'>[]>();
      return new Map(rows.map(({ _id, name, status }) => [CampaignId.parse(_id), { id: CampaignId.parse(_id), name, status }]));
    },

    /** Which of these still send, or will when they are resumed. */
    async findOpen(ids: readonly string[]): Promise<ReadonlySet<string>> {
      const rows = await model.find({ _id: { $in: [...ids] }, status: { $in: ['running', 'paused'] } }, { _id: 1 }).lean<{ _id: string }[]>();
      return new Set(rows.map(({ _id }) => _id));
    },

    /** Campaigns that began to send at or after `since`, or still send, or will when they are resumed. */
    async findActiveSince(since: Date): Promise<{ id: string; name: string; status: CampaignStatus }[]> {
      const rows = await model
        .find({ $or: [{ startedAt: { $gte: since } }, { status: { $in: ['running', 'paused'] satisfies CampaignStatus[] } }] }, { name: 1, status: 1 })
        .lean<Pick<CampaignDocument, '_id' | 'name' | 'status'>[]>();
      return rows.map(({ _id: id, name, status }) => ({ id, name, status }));
    },

    /** Which of these began to send at or after `since`. */
    async findStartedSince(ids: readonly CampaignId[], since: Date): Promise<ReadonlySet<CampaignId>> {
      const rows = await model.find({ _id: { $in: [...ids] }, startedAt: { $gte: since } }, { _id: 1 }).lean<{ _id: string }[]>();
      return new Set(rows.map(({ _id }) => CampaignId.parse(_id)));
    },
  };
}

function searchConditions(search: string | undefined): QueryFilter<CampaignDocument>[] {
  if (search === undefined) return [];
  const id = CampaignId.safeParse(search);
  if (id.success) return [{ _id: id.data }];
  const patterns = searchPatternsOf(search);
  return patterns.length === 0 ? [{ _id: '' }] : patterns.map((pattern) => ({ terms: pattern }));
}
