import { ensureIndexes, floorTo, notificationCounterModel, notificationModel } from '@carillon/db';
import type { StatusCounts } from '@carillon/domain';
import mongoose from 'mongoose';
import { makeLogRow } from './log-rows.ts';

const BATCH = 1_000;
const TOLD_EVERY = 100_000;
const RETENTION_DAYS = 90;
const DAY_MS = 86_400_000;

/** Writes so many logs right into the collection, with the counters that they would have left behind. */
export async function fillLogs({ mongodbUri, count, end, tell }: { mongodbUri: string; count: number; end: Date; tell(text: string): void }): Promise<void> {
  const connection = await mongoose.createConnection(mongodbUri, { autoIndex: false }).asPromise();
  const logs = notificationModel(connection, RETENTION_DAYS);
  const counters = notificationCounterModel(connection, RETENTION_DAYS);
  await ensureIndexes(connection);
  const counts = new Map<string, { unit: 'minute' | 'hour'; start: Date; counts: StatusCounts }>();
  for (let first = 0; first < count; first += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, count - first) }, (_, index) => makeLogRow(first + index, count, end));
    await logs.insertMany(rows, { ordered: false, lean: true });
    for (const { createdAt, status } of rows) {
      // Minutes are forgotten after a while.
      for (const unit of end.getTime() - createdAt.getTime() < 2 * DAY_MS ? (['minute', 'hour'] as const) : (['hour'] as const)) {
        const start = floorTo(unit, createdAt);
        const id = `${unit}|${start.toISOString()}`;
        const bucket = counts.get(id) ?? { unit, start, counts: {} };
        bucket.counts[status] = (bucket.counts[status] ?? 0) + 1;
        counts.set(id, bucket);
      }
    }
    if ((first + BATCH) % TOLD_EVERY === 0) tell(`${first + BATCH} of ${count} logs written`);
  }
  await counters.insertMany([...counts].map(([_id, bucket]) => ({ _id, ...bucket })), { ordered: false, lean: true });
  await connection.close();
}
