import { groupReads, type Clock, type NotificationContent, type Page } from '@carillon/domain';
import type { QueryFilter } from 'mongoose';
import { createInserter } from '../insert-new.ts';
import { behindAscending, decodeCursor, toPage } from '../keyset.ts';
import type { NotificationContentDocument, NotificationContentModel } from './model.ts';

export type NotificationContentRepository = ReturnType<typeof createNotificationContentRepository>;

/** Contents are large: a few megabytes of them go together. */
const MOST_TOGETHER = 50;

export function createNotificationContentRepository({ model, clock }: { model: NotificationContentModel; clock: Clock }) {
  const insert = createInserter<NotificationContentDocument>(model);
  const documents = model.db.collection<NotificationContentDocument>(model.collection.collectionName);
  const read = groupReads<NotificationContentDocument>({
    most: MOST_TOGETHER,
    async readMany(ids) {
      const rows = await documents.find({ _id: { $in: [...ids] } }).toArray();
      return new Map(rows.map((row) => [row._id, row]));
    },
  });

  return {
    /** Writes what notification `id` says; the same again changes nothing. */
    async save(id: string, content: NotificationContent): Promise<void> {
      await insert({ _id: id, ...content, createdAt: clock.now() });
    },

    /** Ids of contents that were saved in [from, to), oldest first. */
    async listIds({ from, to, limit, cursor }: { from: Date; to: Date; limit: number; cursor?: string | undefined }): Promise<Page<string>> {
      const within: QueryFilter<NotificationContentDocument> = { createdAt: { $gte: from, $lt: to } };
      const rows = await model
        .find(cursor === undefined ? within : { $and: [within, behindAscending('createdAt', decodeCursor(cursor))] }, { _id: 1, createdAt: 1 })
        .sort({ createdAt: 1, _id: 1 })
        .limit(limit + 1)
        .lean<Pick<NotificationContentDocument, '_id' | 'createdAt'>[]>();
      return toPage(rows, limit, (row) => row.createdAt, ({ _id }) => _id);
    },

    async remove(ids: readonly string[]): Promise<number> {
      return ids.length === 0 ? 0 : (await model.deleteMany({ _id: { $in: [...ids] } })).deletedCount;
    },

    /** Null: it was never written, or its retention has ended. */
    async find(id: string): Promise<NotificationContent | null> {
      const document = await read(id);
      return document === null ? null : { subject: document.subject, text: document.text, html: document.html, headers: document.headers };
    },
  };
}
