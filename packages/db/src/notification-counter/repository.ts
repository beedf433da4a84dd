import { findMissingCounts, groupCalls, NotificationStatus, type StatusCounts } from '@carillon/domain';
import type { NotificationCounterDocument, NotificationCounterModel, NotificationPaceDocument } from './model.ts';
import { floorTo, idOf, sumMoves, type CounterMove, type CounterUnit } from './sum-moves.ts';

const SECOND_MS = 1_000;
const CHECKPOINT = 'verified';
const MOST_TOGETHER = 500;
/** A month of hours in one answer. */
const READ_TOGETHER = 1_000;

export type NotificationCounterRepository = ReturnType<typeof createNotificationCounterRepository>;

/**
 * Counters by creation time and current state, kept as things happen, so that no dashboard number needs a scan. A process
 * that dies between a change and its count leaves a difference; `maintenance.verify-counters` finds and mends it.
 */
export function createNotificationCounterRepository({ model }: { model: NotificationCounterModel }) {
  const documents = model.db.collection<NotificationCounterDocument | NotificationPaceDocument>(model.collection.collectionName);
  const paces = model.db.collection<NotificationPaceDocument>(model.collection.collectionName);

  /** One write for each bucket that some of the moves touch, with what they come to together. */
  const count = groupCalls<CounterMove, undefined>({
    most: MOST_TOGETHER,
    async run(moves) {
      await documents.bulkWrite(
        sumMoves(moves).map(({ unit, start, increments }) => ({ updateOne: { filter: { _id: idOf(unit, start) }, update: { $inc: increments, $setOnInsert: { unit, start } }, upsert: true } })),
        { ordered: false },
      );
      return moves.map(() => undefined);
    },
  });

  /** Answers what the bucket said before. */
  async function replace(unit: CounterUnit, start: Date, counts: StatusCounts): Promise<StatusCounts> {
    const before = await model.findByIdAndUpdate(idOf(unit, start), { $set: { unit, start, counts } }, { upsert: true, returnDocument: 'before' }).lean<NotificationCounterDocument>();
    return before?.counts ?? {};
  }

  async function correct(unit: CounterUnit, start: Date, counts: StatusCounts): Promise<boolean> {
    return Object.keys(findMissingCounts(await replace(unit, start, counts), counts)).length > 0;
  }

  return {
    /** `acceptedAt`: it was a provider's taking the message that moved it, just then. */
    async move(createdAt: Date, previous: NotificationStatus | null, status: NotificationStatus, acceptedAt: Date | null = null): Promise<void> {
      await count({ createdAt, previous, status, acceptedAt });
    },

    /** How many notifications providers accepted in the seconds that began at `since` or later; knows as many days as it knows minutes. */
    async countAcceptedSince(since: Date): Promise<number> {
      const rows = await paces.find({ unit: 'pace', start: { $gte: floorTo('minute', since) } }).toArray();
      const seconds = rows.flatMap(({ start, counts }) => Object.entries(counts).map(([second, count]) => ({ at: start.getTime() + Number(second) * SECOND_MS, count: count ?? 0 })));
      return seconds.filter(({ at }) => at >= since.getTime()).reduce((sum, { count }) => sum + count, 0);
    },

    /**
     * Buckets that start in [from, to), oldest first; empty ones are left out. Processes count for themselves, so that for a moment
     * the end of a state may be counted before its beginning: no number is told as less than none.
     */
    async read(unit: CounterUnit, from: Date, to: Date): Promise<{ start: Date; counts: StatusCounts }[]> {
      const rows = await model.find({ unit, start: { $gte: from, $lt: to } }).sort({ start: 1 }).batchSize(READ_TOGETHER).lean<NotificationCounterDocument[]>();
      return rows.map(({ start, counts }) => ({ start, counts: noneBelowZero(counts) }));
    },

    /** Replaces what a bucket says; answers whether it said something else before. */
    correct,

    /**
     * The same for a minute, whose hour gets the difference at once: it may go on moving for long. Only for a minute that has not been
     * forgotten since it began to count: what was forgotten is no difference.
     */
    async correctMinute(start: Date, counts: StatusCounts): Promise<boolean> {
      const before = await replace('minute', start, counts);
      const missing = Object.entries(findMissingCounts(before, counts));
      if (missing.length === 0) return false;
      const hour = floorTo('hour', start);
      const increments = Object.fromEntries(missing.map(([status, by]) => [`counts.${status}`, by]));
      await documents.updateOne({ _id: idOf('hour', hour) }, { $inc: increments, $setOnInsert: { unit: 'hour', start: hour } }, { upsert: true });
      return true;
    },

    /** Removes what is counted by the minute before `before`; returns how many buckets that were. */
    async forgetMinutes(before: Date): Promise<number> {
      const [{ deletedCount }] = await Promise.all([model.deleteMany({ unit: 'minute', start: { $lt: before } }), paces.deleteMany({ unit: 'pace', start: { $lt: before } })]);
      return deletedCount;
    },

    /** Up to when all changes are known to be counted; null before the first verification. */
    async verifiedUntil(): Promise<Date | null> {
      const checkpoint = await model.findById(CHECKPOINT).lean<NotificationCounterDocument>();
      return checkpoint?.start ?? null;
    },

    /** Moves forward, never back. */
    async setVerifiedUntil(instant: Date): Promise<void> {
      await model.updateOne({ _id: CHECKPOINT }, { $max: { start: instant }, $setOnInsert: { unit: 'checkpoint', counts: {} } }, { upsert: true });
    },
  };
}

/** In place: a month of hours has thousands of counts, and none of them is usually below. */
function noneBelowZero(counts: StatusCounts): StatusCounts {
  for (const status of NotificationStatus.options) if ((counts[status] ?? 0) < 0) counts[status] = 0;
  return counts;
}
