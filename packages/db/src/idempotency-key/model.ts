import { Schema, type Connection } from 'mongoose';

/** One Idempotency-Key of one caller: which request it stood for, and what came of it. */
export interface IdempotencyKeyDocument {
  /** `<caller>|<key>` */
  _id: string;
  requestHash: string;
  subjectId: string;
  state: 'in-progress' | 'done';
  /** What the request was found to mean before anything was done: who takes it over goes by that. */
  plan?: unknown;
  /** The first answer, where nothing else tells it again. */
  answer?: unknown;
  /** An unfinished request is taken over after this: whoever held it has died, or is slow. Names the one who holds it. */
  lockedUntil: Date;
  createdAt: Date;
}

export function idempotencyKeyModel(connection: Connection, retentionHours: number) {
  const schema = new Schema<IdempotencyKeyDocument>(
    {
      _id: { type: String, required: true },
      requestHash: { type: String, required: true },
      subjectId: { type: String, required: true },
      state: { type: String, enum: ['in-progress', 'done'], required: true },
      plan: { type: Schema.Types.Mixed },
      answer: { type: Schema.Types.Mixed },
      lockedUntil: { type: Date, required: true },
      createdAt: { type: Date, required: true },
    },
    { collection: 'idempotencykeys', versionKey: false },
  );
  schema.index({ createdAt: 1 }, { expireAfterSeconds: retentionHours * 3_600, name: 'retention' });
  return connection.model('IdempotencyKey', schema);
}
export type IdempotencyKeyModel = ReturnType<typeof idempotencyKeyModel>;
