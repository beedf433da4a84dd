import { Schema, type Connection } from 'mongoose';

export interface ScheduleOverrideDocument {
  /** The schedule's name. */
  _id: string;
  enabled: boolean;
  cron: string | null;
  timeZone: string | null;
  parameters: Record<string, unknown> | null;
  version: number;
  countsFrom: Date;
  changedAt: Date | null;
  changedBy: string | null;
}

export function scheduleOverrideModel(connection: Connection) {
  const schema = new Schema<ScheduleOverrideDocument>(
    {
      _id: { type: String, required: true },
      enabled: { type: Boolean, required: true },
      cron: { type: String, default: null },
      timeZone: { type: String, default: null },
      parameters: { type: Schema.Types.Mixed, default: null },
      version: { type: Number, required: true },
      countsFrom: { type: Date, required: true },
      changedAt: { type: Date, default: null },
      changedBy: { type: String, default: null },
    },
    { collection: 'scheduleoverrides', versionKey: false, minimize: false },
  );
  return connection.model('ScheduleOverride', schema);
}
export type ScheduleOverrideModel = ReturnType<typeof scheduleOverrideModel>;
