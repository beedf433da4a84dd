import { groupCalls, type Clock, type OccurrenceOutcome, type Run, type RunCounts, type RunId } from '@carillon/domain';
import type { UpdateQuery } from 'mongoose';
import { isDuplicateKey } from '../connection.ts';
import { foldIdle } from './fold-idle.ts';
import { countKey, type RunDocument, type RunModel } from './model.ts';
import { createRunQueries } from './queries.ts';
import { toRun } from './to-run.ts';

/** A slot somebody wants to run. */
export type RunClaim = Pick<Run, 'schedule' | 'trigger' | 'startedBy' | 'parameters'> & { id: RunId; slot: Date };

/** What one write is to add to a run. */
interface Addition {
  id: string;
  /** Counted up by `count`. */
  field: string;
  count: number;
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

  /** What a run has had of at most, or until when. */
  type Hold = Pick<RunDocument, '_id'> & { held: number; heldUntil: Date };
  const hold = groupCalls<Hold, undefined>({
    most: MOST_TOGETHER,
    async run(holds) {
      await model.bulkWrite(holds.map(({ _id, held, heldUntil }) => ({ updateOne: { filter: { _id }, update: { $max: { held, heldUntil } } } })), { ordered: false });
      return holds.map(() => undefined);
    },
  });

  const add = groupCalls<Addition, undefined>({
    most: MOST_TOGETHER,
    async run(additions) {
      await model.bulkWrite([...sumByRun(additions)].map(([_id, update]) => ({ updateOne: { filter: { _id }, update } })), { ordered: false });
      return additions.map(() => undefined);
    },
  });

  return {
    ...createRunQueries({ model }),

    /** Claims a slot. Null: it was claimed before, or, by hand, another run by hand of this schedule is still under way. */
    async claim({ id, slot, ...claim }: RunClaim): Promise<Run | null> {
      const now = clock.now();
      const document: RunDocument = {
        _id: id, ...claim, slot, state: 'queued', found: 0, enqueued: 0, inEarlierRun: 0, skipped: [], notified: 0, held: 0, heldUntil: null, failed: 0, skippedLater: {}, createdAt: now, touchedAt: now, startedAt: null, endedAt: null, error: null,
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
      const run = await change(id, ['queued', 'running', 'failed'], { $set: { state: 'running', startedAt: now, touchedAt: now, endedAt: null, error: null, found: 0, enqueued: 0, inEarlierRun: 0, skipped: [] } });
      return run !== null;
    },

    /** What the sweep has come to so far: totals since its start. */
    async progress(id: string, { found, enqueued, inEarlierRun, skipped }: RunCounts): Promise<void> {
      const reasons = Object.entries(skipped).map(([reason, count]) => ({ reason, count }));
      await change(id, ['running'], { $set: { found, enqueued, inEarlierRun, skipped: reasons, touchedAt: clock.now() } });
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
    async settled(id: string, outcome: OccurrenceOutcome): Promise<void> {
      await add({ id, field: outcome.kind === 'skipped' ? `skippedLater.${countKey(outcome.reason)}` : outcome.kind, count: 1 });
    },

    /** One of its jobs that were given up is back in its queue. */
    async requeued(id: string): Promise<void> {
      await add({ id, field: 'failed', count: -1 });
    },

    /** Notes that a message of it has to wait, and how many have had to by now; can be repeated. Told to nobody either. */
    async heldBack(id: string, { until, held }: { until: Date; held: number }): Promise<void> {
      await hold({ _id: id, held, heldUntil: until });
    },
  };
}

function sumByRun(additions: readonly Addition[]): Map<string, { $inc: Record<string, number> }> {
  const runs = new Map<string, { $inc: Record<string, number> }>();
  for (const { id, field, count } of additions) {
    const { $inc } = runs.get(id) ?? { $inc: {} };
    runs.set(id, { $inc: { ...$inc, [field]: ($inc[field] ?? 0) + count } });
  }
  return runs;
}
