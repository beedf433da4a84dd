import type { Page, Run } from '@carillon/domain';
import type { QueryFilter } from 'mongoose';
import { behind, decodeCursor, toPage } from '../keyset.ts';
import type { RunDocument, RunModel } from './model.ts';
import { toRun } from './to-run.ts';

/** A run whose job may have been lost. */
export interface StalledRun {
  run: Run;
  touchedAt: Date;
}

/** The reading half of the repository. */
export function createRunQueries({ model }: { model: RunModel }) {
  return {
    async find(id: string): Promise<Run | null> {
      const document = await model.findById(id).lean<RunDocument>();
      return document === null ? null : toRun(document);
    },

    /** The newest slot that the clock has fired. */
    async latestSlot(schedule: string): Promise<Date | null> {
      const document = await model.findOne({ schedule, trigger: 'clock' }).sort({ slot: -1 }).lean<RunDocument>();
      return document?.slot ?? null;
    },

    /** The newest slot of a schedule's clock whose run is done. */
    async latestDoneSlot(schedule: string): Promise<Date | null> {
      const document = await model.findOne({ schedule, trigger: 'clock', state: 'done' }, { slot: 1 }).sort({ slot: -1 }).lean<Pick<RunDocument, 'slot'>>();
      return document?.slot ?? null;
    },

    /** Those of the ids whose run is done. */
    async findDone(ids: readonly string[]): Promise<Set<string>> {
      const rows = await model.find({ _id: { $in: [...ids] }, state: 'done' }, { _id: 1 }).lean<{ _id: string }[]>();
      return new Set(rows.map(({ _id }) => _id));
    },

    /** The newest run of a schedule, whoever started it. */
    async latest(schedule: string): Promise<Run | null> {
      const document = await model.findOne({ schedule }).sort({ createdAt: -1, _id: -1 }).lean<RunDocument>();
      return document === null ? null : toRun(document);
    },

    /** A run of a schedule that has not ended. */
    async findUnfinished(schedule: string): Promise<Run | null> {
      const document = await model.findOne({ schedule, state: { $in: ['queued', 'running'] } }).sort({ createdAt: -1, _id: -1 }).lean<RunDocument>();
      return document === null ? null : toRun(document);
    },

    /** Newest first. */
    async list(schedule: string, { limit, cursor }: { limit: number; cursor?: string | undefined }): Promise<Page<Run>> {
      const filter: QueryFilter<RunDocument> = cursor === undefined ? { schedule } : { $and: [{ schedule }, behind('createdAt', decodeCursor(cursor))] };
      const rows = await model.find(filter).sort({ createdAt: -1, _id: -1 }).limit(limit + 1).lean<RunDocument[]>();
      return toPage(rows, limit, (row) => row.createdAt, toRun);
    },

    /** Unfinished runs that nobody has been heard of for long, longest first. */
    async findStalled({ queuedBefore, runningBefore, limit }: { queuedBefore: Date; runningBefore: Date; limit: number }): Promise<StalledRun[]> {
      const read = (state: Run['state'], before: Date) => model.find({ state, touchedAt: { $lt: before } }).sort({ touchedAt: 1 }).limit(limit).lean<RunDocument[]>();
      const [queued, running] = await Promise.all([read('queued', queuedBefore), read('running', runningBefore)]);
      return [...queued, ...running].slice(0, limit).map((document) => ({ run: toRun(document), touchedAt: document.touchedAt }));
    },
  };
}
