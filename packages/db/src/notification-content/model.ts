import type { NotificationContent } from '@carillon/domain';
import { Schema, type Connection } from 'mongoose';

/** What a notification says, kept apart from its log: it is large, seldom read, and forgotten earlier. */
export interface NotificationContentDocument extends NotificationContent {
  _id: string;
  createdAt: Date;
}

export function notificationContentModel(connection: Connection, retentionDays: number) {
  const schema = new Schema<NotificationContentDocument>(
    {
      _id: { type: String, required: true },
      subject: { type: String, required: true },
      text: { type: String, default: '' },
      html: { type: String, default: null },
      headers: { type: Schema.Types.Mixed, required: true },
      createdAt: { type: Date, required: true },
    },
    { collection: 'notificationcontents', versionKey: false, minimize: false },
  );
  schema.index({ createdAt: 1, _id: 1 }, { name: 'oldest' });
  schema.index({ createdAt: 1 }, { expireAfterSeconds: retentionDays * 86_400, name: 'retention' });
  return connection.model('NotificationContent', schema);
}
export type NotificationContentModel = ReturnType<typeof notificationContentModel>;
