import type { Clock, NotificationContent } from '@carillon/domain';
import type { NotificationContentDocument, NotificationContentModel } from './model.ts';

export type NotificationContentRepository = ReturnType<typeof createNotificationContentRepository>;

export function createNotificationContentRepository({ model, clock }: { model: NotificationContentModel; clock: Clock }) {
  return {
    /** Writes what notification `id` says; the same again changes nothing. */
    async save(id: string, content: NotificationContent): Promise<void> {
      await model.updateOne({ _id: id }, { $setOnInsert: { ...content, createdAt: clock.now() } }, { upsert: true });
    },

    /** Null: it was never written, or its retention has ended. */
    async find(id: string): Promise<NotificationContent | null> {
      const document = await model.findById(id).lean<NotificationContentDocument>();
      return document === null ? null : { subject: document.subject, text: document.text, html: document.html, headers: document.headers };
    },
  };
}
