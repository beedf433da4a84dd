import type { OccurrenceRepository } from '@carillon/db';
import { NOT_DUE, occurrenceIdOf, type Clock, type Due, type Occurrence, type OccurrenceKey, type RuleName } from '@carillon/domain';
import type { JobQueue, JobResult } from '@carillon/queue';
import { z } from 'zod';
import { OccurrencePayload, type OccurrenceDefinition, type SweepDefinition, type SweepPayload } from '../define-rule-jobs.ts';
import type { RunReporter, RunTotals } from '../run-reporter.ts';
import { isPermanent } from '../service-error.ts';
import type { Candidate, FindCandidates } from './candidate.ts';
import { readAhead } from './read-ahead.ts';

const PAGE = 200;
/** Whoever watches a run does not read faster than this. */
const TELL_EVERY_MS = 500;

export interface SweepDeps {
  occurrences: Pick<OccurrenceRepository, 'findStates' | 'findOpen'>;
  queue: Pick<JobQueue, 'enqueueBulk'>;
  runs: Pick<RunReporter, 'start' | 'progress' | 'finish'>;
  clock: Clock;
}

/** A rule as a sweep sees it. */
export interface SweptRule<Deps> {
  job: OccurrenceDefinition;
  sweep: SweepDefinition;
  findCandidates: FindCandidates<Deps>;
}

/**
 * One run of a rule: takes up what an earlier one left unfinished, pages through the candidates, and puts a job into the
 * queue for each that is due and has not happened. What fails is tried again from the start, which costs nothing: jobs and
 * occurrences have names of their own. When it can not succeed, the run says why.
 */
export async function runSweep<Deps extends SweepDeps>(rule: SweptRule<Deps>, payload: SweepPayload, deps: Deps, { attempt }: { attempt: number }): Promise<JobResult> {
  const { runId } = payload;
  if (!(await deps.runs.start(runId))) return { outcome: 'skipped', reason: 'this run has ended already' };
  try {
    const totals = await sweepPages(rule, payload, deps);
    await deps.runs.finish(runId, {});
    return { outcome: 'done', reason: `found ${totals.found}, enqueued ${totals.enqueued}` };
  } catch (error) {
    const inVain = isPermanent(error) || error instanceof z.ZodError;
    if (!inVain && attempt < rule.sweep.attempts) throw error;
    const reason = describe(error);
    await deps.runs.finish(runId, { error: reason });
    if (!inVain) throw error;
    return { outcome: 'failed', reason };
  }
}

async function sweepPages<Deps extends SweepDeps>({ job, findCandidates }: SweptRule<Deps>, payload: SweepPayload, deps: Deps): Promise<RunTotals> {
  const totals: RunTotals = { found: 0, enqueued: 0, skipped: {} };
  const resumed = await resumeOpen(job, payload, deps);
  totals.found += resumed;
  totals.enqueued += resumed;
  const now = deps.clock.now();
  let toldAt = now.getTime();
  for await (const candidates of readAhead((cursor) => findCandidates(deps, { now, parameters: payload.parameters, limit: PAGE, cursor }))) {
    await enqueueDue(job, payload, deps, candidates, totals);
    if (deps.clock.now().getTime() - toldAt < TELL_EVERY_MS) continue;
    await deps.runs.progress(payload.runId, totals);
    toldAt = deps.clock.now().getTime();
  }
  await deps.runs.progress(payload.runId, totals);
  return totals;
}

async function enqueueDue(job: OccurrenceDefinition, { runId, parameters }: SweepPayload, deps: SweepDeps, candidates: readonly Candidate[], totals: RunTotals): Promise<void> {
  const due = candidates.flatMap(({ decision, ...candidate }) => (decision.kind === 'due' ? [{ ...candidate, decision }] : []));
  for (const { decision } of candidates) {
    if (decision.kind === 'excluded' && decision.code !== NOT_DUE) skip(totals, decision.code);
  }
  const states = await deps.occurrences.findStates(due.map((candidate) => keyOf(job.name, candidate)));
  const fresh = due.filter((candidate) => {
    const state = states.get(occurrenceIdOf(keyOf(job.name, candidate)))?.state;
    if (state === 'notified') skip(totals, 'already sent');
    if (state === 'skipped') skip(totals, 'skipped before');
    return state === undefined;
  });
  await deps.queue.enqueueBulk(job, fresh.map(({ subjectId, userId, decision }) => ({ payload: { runId, subjectId, userId, slot: decision.slot, parameters }, requestId: runId })));
  totals.found += fresh.length;
  totals.enqueued += fresh.length;
}

/** Occurrences that were claimed and never settled: their worker died, or is still at it, and then the job is there already. */
async function resumeOpen(job: OccurrenceDefinition, { runId }: SweepPayload, { occurrences, queue }: SweepDeps): Promise<number> {
  let resumed = 0;
  let after: string | null = null;
  for (;;) {
    const open: Occurrence[] = await occurrences.findOpen(job.name, { after, limit: PAGE });
    const last = open.at(-1);
    if (last === undefined) return resumed;
    await queue.enqueueBulk(job, open.map(({ subjectId, userId, slot, parameters }) => ({ payload: OccurrencePayload.parse({ runId, subjectId, userId, slot, parameters }), requestId: runId })));
    resumed += open.length;
    after = occurrenceIdOf(last);
  }
}

function skip(totals: RunTotals, reason: string): void {
  totals.found += 1;
  totals.skipped[reason] = (totals.skipped[reason] ?? 0) + 1;
}

function keyOf(rule: RuleName, { subjectId, decision }: { subjectId: string; decision: Due<unknown> }): OccurrenceKey {
  return { rule, subjectId, slot: decision.slot };
}

function describe(error: unknown): string {
  if (error instanceof z.ZodError) return `The parameters do not fit the rule: ${error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`;
  return error instanceof Error ? error.message : String(error);
}
