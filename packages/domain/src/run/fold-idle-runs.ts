import type { IdleRuns, Run } from './schema.ts';

export type FoldableRun = Pick<Run, 'id' | 'slot' | 'startedAt' | 'endedAt' | 'earlier'>;

/** One run stands for others from now on: `earlier` is all that is kept of them. */
export interface Fold {
  keep: FoldableRun;
  earlier: IdleRuns;
  remove: Run['id'][];
}

/** Runs that had nothing to do, in the order of their slots: the last one of each day (UTC) is to stand for all of that day. */
export function foldIdleRuns(runs: readonly FoldableRun[]): Fold[] {
  const days = new Set(runs.map(dayOf));
  return [...days].flatMap((wanted) => {
    const day = runs.filter((run) => dayOf(run) === wanted);
    const keep = day.at(-1);
    const others = day.slice(0, -1);
    if (keep === undefined || others.length === 0) return [];
    const counted = [...(keep.earlier === null ? [] : [keep.earlier]), ...others.flatMap(countsOf)];
    return [{ keep, earlier: counted.reduce(add), remove: others.map(({ id }) => id) }];
  });
}

function dayOf({ slot }: FoldableRun): string {
  return slot.slice(0, 10);
}

function countsOf({ slot, startedAt, endedAt, earlier }: FoldableRun): IdleRuns[] {
  const tookMs = startedAt === null || endedAt === null ? 0 : Date.parse(endedAt) - Date.parse(startedAt);
  const own = { runs: 1, since: slot, tookMs, longestMs: tookMs };
  return earlier === null ? [own] : [own, earlier];
}

function add(one: IdleRuns, other: IdleRuns): IdleRuns {
  return {
    runs: one.runs + other.runs,
    since: one.since < other.since ? one.since : other.since,
    tookMs: one.tookMs + other.tookMs,
    longestMs: Math.max(one.longestMs, other.longestMs),
  };
}
