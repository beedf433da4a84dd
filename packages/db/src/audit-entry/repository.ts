import { AuditEntry, AuditEntryId, type AuditFilter, type AuditOutcome, type Page } from '@carillon/domain';
import type { QueryFilter } from 'mongoose';
import { behind, decodeCursor, toPage } from '../keyset.ts';
import type { AuditEntryDocument, AuditEntryModel } from './model.ts';

export type AuditEntryRepository = ReturnType<typeof createAuditEntryRepository>;

export function createAuditEntryRepository({ model }: { model: AuditEntryModel }) {
  return {
    async insert(entry: AuditEntry): Promise<void> {
      const { id, at, ...fields } = entry;
      await model.insertOne({ _id: id, at: new Date(at), ...fields });
    },

    async finish(id: AuditEntryId, outcome: Exclude<AuditOutcome, 'started'>): Promise<void> {
      await model.updateOne({ _id: id, outcome: 'started' }, { $set: { outcome } });
    },

    /** Newest first. */
    async list(query: AuditFilter & { limit: number; cursor?: string | undefined }): Promise<Page<AuditEntry>> {
      const conditions: QueryFilter<AuditEntryDocument>[] = [];
      if (query.by !== undefined) conditions.push({ 'by.id': query.by });
      if (query.action !== undefined) conditions.push({ action: query.action });
      if (query.subject !== undefined) conditions.push({ 'subject.id': query.subject });
      if (query.from !== undefined) conditions.push({ at: { $gte: new Date(query.from) } });
      if (query.to !== undefined) conditions.push({ at: { $lt: new Date(query.to) } });
      if (query.cursor !== undefined) conditions.push(behind('at', decodeCursor(query.cursor)));
      const rows = await model.find(conditions.length === 0 ? {} : { $and: conditions }).sort({ at: -1, _id: -1 }).limit(query.limit + 1).lean<AuditEntryDocument[]>();
      return toPage(rows, query.limit, (row) => row.at, toAuditEntry);
    },
  };
}

function toAuditEntry({ _id, at, changes, ...fields }: AuditEntryDocument): AuditEntry {
  return { id: AuditEntryId.parse(_id), at: at.toISOString(), changes: AuditEntry.shape.changes.parse(changes), ...fields };
}
