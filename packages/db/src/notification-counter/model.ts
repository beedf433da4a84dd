import type { NotificationStatus } from '@carillon/domain';
import { Schema, type Connection } from 'mongoose';

/** How many notifications created in one minute or hour are in each state now. */
export interface NotificationCounterDocument {
  /** `<unit>|<start>`, or `verified` */
  _id: string;
  /** `checkpoint`: no counter, but the instant up to which all counters were verified. */
  unit: 'minute' | 'hour' | 'checkpoint';
  start: Date;
  counts: Partial<Record<NotificationStatus, number>>;
}

/** How many notifications providers accepted in each second of one minute. */
export interface NotificationPaceDocument {
  /** `pace|<start>` */
  _id: string;
  unit: 'pace';
  start: Date;
  /** By the number of the second, 0 to 59. */
  counts: Partial<Record<string, number>>;
}

export function notificationCounterModel(connection: Connection, retentionDays: number) {
  const schema = new Schema<NotificationCounterDocument>(
    {
      _id: { type: String, required: true },
      unit: { type: String, enum: ['minute', 'hour', 'checkpoint', 'pace'], required: true },
      start: { type: Date, required: true },
      counts: { type: Schema.Types.Mixed, required: true },
    },
    { collection: 'notificationcounters', versionKey: false, minimize: false },
  );
  schema.index({ unit: 1, start: 1 });
  schema.index({ start: 1 }, { expireAfterSeconds: retentionDays * 86_400, name: 'retention' });
  return connection.model('NotificationCounter', schema);
}
export type NotificationCounterModel = ReturnType<typeof notificationCounterModel>;
