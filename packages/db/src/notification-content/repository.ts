import { groupReads, type Clock, type NotificationContent } from '@carillon/domain';
import { createInserter } from '../insert-new.ts';
import type { NotificationContentDocument, NotificationContentModel } from './model.ts';

export type NotificationContentRepository = ReturnType<typeof createNotificationContentRepository>;

/** Contents are large: a few megabytes of them go together. */
const MOST_TOGETHER = 50;

export function createNotificationContentRepository({ model, clock }: { model: NotificationContentModel; clock: Clock }) {
  const insert = createInserter<NotificationContentDocument>(model);
  const read = groupReads<NotificationContentDocument>({
    most: MOST_TOGETHER,
    async readMany(ids) {
      const rows = await model.find({ _id: { $in: [...ids] } }).lean<NotificationContentDocument[]>();
      return new Map(rows.map((row) => [row._id, row]));
    },
  });

  return {
    /** Writes what notification `id` says; the same again changes nothing. */
    async save(id: string, content: NotificationContent): Promise<void> {
      await insert({ _id: id, ...content, createdAt: clock.now() });
    },

    /** Null: it was never written, or its retention has ended. */
    async find(id: string): Promise<NotificationContent | null> {
      const document = await read(id);
      return document === null ? null : { subject: document.subject, text: document.text, html: document.html, headers: document.headers };
    },
  };
}
