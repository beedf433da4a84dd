import { z } from 'zod';
import { Requester, RunId } from '../identity/schema.ts';
import { PageQuery, pageOf } from '../page/schema.ts';

/** `queued`: claimed, and not begun by a worker yet; `running`: its sweep is under way; `done` and `failed` are ends. */
export const RunState = z.enum(['queued', 'running', 'done', 'failed']);
export type RunState = z.infer<typeof RunState>;

/** What a sweep has come to so far: totals, never differences. One that is taken up again counts anew. `skipped` counts by reason, in a few words: `paid`, `unsubscribed`. */
export const RunCounts = z.object({
  found: z.int().min(0).describe('Subjects that were due, or would have been but for a reason that is counted in `skipped`'),
  enqueued: z.int().min(0).describe('Jobs that it put into the queue; of a rule, each of them comes to be in notified, failed or skippedLater'),
  inEarlierRun: z.int().min(0).describe('Subjects whose job another run had put into the queue before: what becomes of it is counted there'),
  skipped: z.record(z.string(), z.int().min(0)).describe('Subjects that the sweep left out, by reason'),
});
export type RunCounts = z.infer<typeof RunCounts>;

/** What became of one occurrence of a run after its sweep: checked again, it was sent on its way, skipped, or given up. */
export type OccurrenceOutcome = { kind: 'notified' } | { kind: 'skipped'; reason: string } | { kind: 'failed'; reason: string };

/** Runs of maintenance by the clock that had nothing to do, in the numbers that are kept of them: found, enqueued, skipped and failed were none. */
export const IdleRuns = z.object({
  runs: z.int().min(1),
  since: z.iso.datetime().describe('Slot of the first'),
  tookMs: z.int().min(0).describe('All of them together'),
  longestMs: z.int().min(0),
});
export type IdleRuns = z.infer<typeof IdleRuns>;

/** One firing of a schedule. There is one for each schedule and slot, ever. */
export const Run = z.object({
  id: RunId,
  schedule: z.string(),
  slot: z.iso.datetime().describe('The instant the cron expression named; for a run by hand, when it was asked for'),
  trigger: z.enum(['clock', 'manual']),
  startedBy: Requester,
  state: RunState,
  parameters: z.record(z.string(), z.json()),
  ...RunCounts.shape,
  notified: z.int().min(0).describe('Jobs of it that led to a message; whether that has left is told by its log'),
  held: z.int().min(0).describe('How many of these messages had to wait, for quiet hours or because their user had got the most of a day'),
  heldUntil: z.iso.datetime().nullable().describe('Until when the last of them has to wait; null when none had to'),
  failed: z.int().min(0).describe('Jobs of it that were given up'),
  skippedLater: z.record(z.string(), z.int().min(0)).describe('Jobs that found, checking again, that nothing was to be sent; by reason'),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable().describe('When a worker began to sweep'),
  endedAt: z.iso.datetime().nullable(),
  error: z.string().nullable().describe('Why it failed, in words'),
  earlier: IdleRuns.nullable().describe('Runs of the same day before this one that, like it, had nothing to do: kept as a count'),
});
export type Run = z.infer<typeof Run>;

export const ListRunsQuery = PageQuery;
export const RunPage = pageOf(Run);
