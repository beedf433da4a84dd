import { groupCalls, type Clock, type Run, type RunCounts, type RunId } from '@carillon/domain';
import type { UpdateQuery } from 'mongoose';
import { isDuplicateKey } from '../connection.ts';
import { foldIdle } from './fold-idle.ts';
import { countKey, type RunDocument, type RunModel } from './model.ts';
import { createRunQueries } from './queries.ts';
import { toRun } from './to-run.ts';

/** A slot somebody wants to run. */
export type RunClaim = Pick<Run, 'schedule' | 'trigger' | 'startedBy' | 'parameters'> & { id: RunId; slot: Date };

/** What became of one job of a run, after its sweep. */
export type SettledJob = { kind: 'notified' } | { kind: 'skipped'; reason: string } | { kind: 'failed'; reason: string };

interface SettledJobOf {
  id: string;
  outcome: SettledJob;
}
const MOST_TOGETHER = 500;

export interface RunRepositoryDeps {
  model: RunModel;
  clock: Clock;
  /** Told of every change that was made here. */
  onChange(run: Run): void;
}

export type RunRepository = ReturnType<typeof createRunRepository>;

/** Runs: claimed once for each slot by a unique index, then only ever changed by compare-and-set on their state. */
export function createRunRepository({ model, clock, onChange }: RunRepositoryDeps) {
  async function change(id: string, from: readonly Run['state'][], update: UpdateQuery<RunDocument>): Promise<Run | null> {
    const document = await model.findOneAndUpdate({ _id: id, state: { $in: [...from] } }, update, { returnDocument: 'after' }).lean<RunDocument>();
    if (document === null) return null;
    const run = toRun(document);
    onChange(run);
    return run;
  }

  const countSettled = groupCalls<SettledJobOf, undefined>({
    most: MOST_TOGETHER,
    async run(settled) {
      const writes = [...sumByRun(settled)].map(([_id, increments]) => ({ updateOne: { filter: { _id }, update: { $inc: increments } } }));
      await model.bulkWrite(writes, { ordered: false });
      return settled.map(() => undefined);
    },
  });

  return {
    ...createRunQueries({ model }),

    /** Claims a slot. Null: it was claimed before, or, by hand, another run by hand of this schedule is still under way. */
    async claim({ id, slot, ...claim }: RunClaim): Promise<Run | null> {
      const now = clock.now();
      const document: RunDocument = {
        _id: id, ...claim, slot, state: 'queued', found: 0, enqueued: 0, skipped: [], notified: 0, failed: 0, skippedLater: {}, createdAt: now, touchedAt: now, startedAt: null, endedAt: null, error: null,
        ...(claim.trigger === 'manual' ? { manualLock: claim.schedule } : {}),
      };
      try {
        await model.insertOne(document);
      } catch (error) {
        if (isDuplicateKey(error)) return null;
        throw error;
      }
      const run = toRun(document);
      onChange(run);
      return run;
    },

    /** Takes on a run that nobody has been heard of since `touchedAt`; of several schedulers one succeeds. */
    async takeOn(id: string, touchedAt: Date): Promise<boolean> {
      const result = await model.updateOne({ _id: id, touchedAt }, { $set: { touchedAt: clock.now() } });
      return result.matchedCount === 1;
    },

    /** A worker begins to sweep, perhaps for the second time after a crash or a failure. False: it is done, or no longer kept. */
    async start(id: string): Promise<boolean> {
      const now = clock.now();
      const run = await change(id, ['queued', 'running', 'failed'], { $set: { state: 'running', startedAt: now, touchedAt: now, endedAt: null, error: null, found: 0, enqueued: 0, skipped: [] } });
      return run !== null;
    },

    /** What the sweep has come to so far: totals since its start. */
    async progress(id: string, { found, enqueued, skipped }: RunCounts): Promise<void> {
      const reasons = Object.entries(skipped).map(([reason, count]) => ({ reason, count }));
      await change(id, ['running'], { $set: { found, enqueued, skipped: reasons, touchedAt: clock.now() } });
    },

    /** Ends a run: done, or failed with what went wrong. */
    async finish(id: string, { error }: { error?: string }): Promise<void> {
      await change(id, ['queued', 'running'], {
        $set: { state: error === undefined ? 'done' : 'failed', error: error ?? null, endedAt: clock.now() },
        $unset: { manualLock: 1 },
      });
    },

    /** See {@link foldIdle}. */
    foldIdle: (schedule: string, before: Date) => foldIdle(model, schedule, before),

    /** Adds what became of one of its jobs, in whatever state the run is. Told to nobody: thousands follow each other. */
    async settled(id: string, outcome: SettledJob): Promise<void> {
      await countSettled({ id, outcome });
    },
  };
}

function sumByRun(settled: readonly SettledJobOf[]): Map<string, Record<string, number>> {
  const runs = new Map<string, Record<string, number>>();
  for (const { id, outcome } of settled) {
    const field = outcome.kind === 'skipped' ? `skippedLater.${countKey(outcome.reason)}` : outcome.kind;
    const increments = runs.get(id) ?? {};
    runs.set(id, { ...increments, [field]: (increments[field] ?? 0) + 1 });
  }
  return runs;
}
