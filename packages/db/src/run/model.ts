import { RunState, type IdleRuns, type Requester, type Run } from '@carillon/domain';
import { Schema, type Connection } from 'mongoose';
import { requester, subdocument } from '../subdocuments.ts';

export interface RunDocument {
  _id: string;
  schedule: string;
  slot: Date;
  trigger: Run['trigger'];
  startedBy: Requester;
  state: RunState;
  parameters: Record<string, unknown>;
  found: number;
  enqueued: number;
  /** Missing in runs of before it was counted. */
  inEarlierRun?: number;
  /** A list, as a reason may hold characters that a field's name may not. */
  skipped: { reason: string; count: number }[];
  notified: number;
  /** Missing in runs of before it was counted. */
  held?: number;
  heldUntil?: Date | null;
  failed: number;
  /** By reason, as {@link countKey} writes it. */
  skippedLater: Record<string, number>;
  createdAt: Date;
  /** When its job was last put into Redis, or its sweep last said something. */
  touchedAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  error: string | null;
  /** What is kept of the runs of its day that had nothing to do either; the dates as in {@link IdleRuns}. */
  earlier?: IdleRuns;
  /** Those that are counted in `earlier` and not removed yet. */
  folding?: string[];
  /** The schedule's name while a run by hand is under way: two clicks make one run. */
  manualLock?: string;
}

/** A reason as the name of a field, where dots and dollar signs would mean something else. */
export function countKey(reason: string): string {
  return encodeURIComponent(reason).replaceAll('.', '%2E');
}

/** `retentionDays`: how long runs are kept; MongoDB's TTL monitor removes them afterwards. */
export function runModel(connection: Connection, retentionDays: number) {
  const schema = new Schema<RunDocument>(
    {
      _id: { type: String, required: true },
      schedule: { type: String, required: true },
      slot: { type: Date, required: true },
      trigger: { type: String, enum: ['clock', 'manual'], required: true },
      startedBy: { type: requester, required: true },
      state: { type: String, enum: RunState.options, required: true },
      parameters: { type: Schema.Types.Mixed, required: true },
      found: { type: Number, required: true },
      enqueued: { type: Number, required: true },
      inEarlierRun: { type: Number, default: 0 },
      skipped: { type: [new Schema({ reason: String, count: Number }, subdocument)], required: true },
      notified: { type: Number, required: true },
      held: { type: Number, default: 0 },
      heldUntil: { type: Date, default: null },
      failed: { type: Number, required: true },
      skippedLater: { type: Schema.Types.Mixed, required: true },
      createdAt: { type: Date, required: true },
      touchedAt: { type: Date, required: true },
      startedAt: { type: Date, default: null },
      endedAt: { type: Date, default: null },
      error: { type: String, default: null },
      earlier: { type: new Schema({ runs: Number, since: String, tookMs: Number, longestMs: Number }, subdocument) },
      folding: { type: [String], default: undefined },
      manualLock: { type: String },
    },
    { collection: 'runs', versionKey: false, minimize: false },
  );
  schema.index({ schedule: 1, slot: 1 }, { unique: true, name: 'slot' });
  schema.index({ manualLock: 1 }, { unique: true, sparse: true, name: 'one-run-by-hand' });
  schema.index({ schedule: 1, createdAt: -1, _id: -1 }, { name: 'newest' });
  schema.index({ schedule: 1, trigger: 1, slot: -1 }, { name: 'newest-slot' });
  schema.index({ state: 1, touchedAt: 1 });
  schema.index({ createdAt: 1 }, { expireAfterSeconds: retentionDays * 86_400, name: 'retention' });
  return connection.model('Run', schema);
}
export type RunModel = ReturnType<typeof runModel>;
