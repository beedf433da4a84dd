import { Schema, type Connection } from 'mongoose';

/** A stored rule over users. */
export interface SegmentDocument {
  _id: string;
  name: string;
  /** The name as names are compared: in lower case. */
  nameKey: string;
  description: string;
  /** As the API took it; null stands for everybody. */
  rule: unknown;
  /** The version, as the API calls it. */
  revision: number;
  createdAt: Date;
  updatedAt: Date;
  updatedBy: string;
}

export function segmentModel(connection: Connection) {
  const schema = new Schema<SegmentDocument>(
    {
      _id: { type: String, required: true },
      name: { type: String, required: true },
      nameKey: { type: String, required: true },
      description: { type: String, default: '' },
      rule: { type: Schema.Types.Mixed, default: null },
      revision: { type: Number, required: true },
      createdAt: { type: Date, required: true },
      updatedAt: { type: Date, required: true },
      updatedBy: { type: String, required: true },
    },
    { collection: 'segments', versionKey: false, minimize: false },
  );
  schema.index({ createdAt: -1, _id: -1 }, { name: 'newest' });
  schema.index({ nameKey: 1 }, { name: 'name', unique: true });
  return connection.model('Segment', schema);
}
export type SegmentModel = ReturnType<typeof segmentModel>;
