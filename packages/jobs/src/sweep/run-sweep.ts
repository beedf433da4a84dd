import type { OccurrenceRepository } from '@carillon/db';
import { HAS_MESSAGE, NOT_DUE, occurrenceIdOf, readPages, sayIssues, type Clock, type Due, type Occurrence, type OccurrenceKey, type RuleName, type RunCounts } from '@carillon/domain';
import type { Enqueued, JobQueue, JobResult } from '@carillon/queue';
import { pMapIterable } from 'p-map';
import { z } from 'zod';
import { OccurrencePayload, type OccurrenceDefinition, type SweepDefinition, type SweepPayload } from '../define-rule-jobs.ts';
import type { RunReporter } from '../run-reporter.ts';
import { isPermanent } from '../service-error.ts';
import type { Candidate, CandidateSource } from './candidate.ts';

const PAGE = 200;
/** How many pages are on their way through each step: the services, the store and Redis work on different ones meanwhile. */
const CONCURRENT_PAGES = 2;
/** Whoever watches a run does not read faster than this. */
const TELL_EVERY_MS = 500;

export interface SweepDeps {
  occurrences: Pick<OccurrenceRepository, 'findStates' | 'findOpen'>;
  queue: Pick<JobQueue, 'enqueueEach'>;
  runs: Pick<RunReporter, 'start' | 'progress' | 'finish'>;
  clock: Clock;
}

/** A rule as a sweep sees it. */
export interface SweptRule<Deps, Subject> {
  job: OccurrenceDefinition;
  sweep: SweepDefinition;
  candidates: CandidateSource<Deps, Subject>;
}

/**
 * One run of a rule: takes up what an earlier one left unfinished, pages through the candidates, and puts a job into the
 * queue for each that is due and has not happened. What fails is tried again from the start, which costs nothing: jobs and
 * occurrences have names of their own. When it can not succeed, the run says why.
 */
export async function runSweep<Deps, Subject>(rule: SweptRule<Deps, Subject>, payload: SweepPayload, deps: SweepDeps & Deps, { attempt }: { attempt: number }): Promise<JobResult> {
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

/** While a page is enqueued, others are read, decided and compared with what happened before: a few are held at once, whatever their number. */
async function sweepPages<Deps, Subject>({ job, candidates }: SweptRule<Deps, Subject>, payload: SweepPayload, deps: SweepDeps & Deps): Promise<RunCounts> {
  const totals: RunCounts = { found: 0, enqueued: 0, inEarlierRun: 0, skipped: {} };
  await resumeOpen(job, payload, deps, totals);
  const query = { now: deps.clock.now(), parameters: payload.parameters };
  let toldAt = query.now.getTime();
  const subjects = readPages((cursor) => candidates.readSubjects(deps, { ...query, limit: PAGE, cursor }));
  const sorted = pMapIterable(subjects, async (page) => sortOut(job, payload, deps, await candidates.decide(deps, page, query)), { concurrency: CONCURRENT_PAGES });
  for await (const page of pMapIterable(sorted, async (it) => enqueueFresh(job, payload, deps, it), { concurrency: CONCURRENT_PAGES })) {
    addTo(totals, page);
    if (deps.clock.now().getTime() - toldAt < TELL_EVERY_MS) continue;
    await deps.runs.progress(payload.runId, totals);
    toldAt = deps.clock.now().getTime();
  }
  await deps.runs.progress(payload.runId, totals);
  return totals;
}

type DueCandidate = Candidate & { decision: Due<unknown> };

/** A page of candidates: those whose occurrence is new, how many this run did before it was taken up again, and why each of the others is left out. */
interface SortedPage {
  fresh: DueCandidate[];
  own: number;
  skipped: string[];
}
/** The same once those that are fresh have a job: how many have one of this run. */
interface EnqueuedPage extends SortedPage {
  enqueued: number;
}

async function sortOut(job: OccurrenceDefinition, { runId }: SweepPayload, { occurrences }: Pick<SweepDeps, 'occurrences'>, candidates: readonly Candidate[]): Promise<SortedPage> {
  const due = candidates.flatMap(({ decision, ...candidate }) => (decision.kind === 'due' ? [{ ...candidate, decision }] : []));
  const page: SortedPage = { fresh: [], own: 0, skipped: candidates.flatMap(({ decision }) => (decision.kind === 'excluded' && decision.code !== NOT_DUE ? [decision.code] : [])) };
  const states = await occurrences.findStates(due.map((candidate) => keyOf(job.name, candidate)));
  for (const candidate of due) {
    const known = states.get(occurrenceIdOf(keyOf(job.name, candidate)));
    if (known === undefined) page.fresh.push(candidate);
    // Those that are claimed are resumed.
    else if (known.state !== 'claimed' && known.runId === runId) page.own += 1;
    else if (known.state === 'notified') page.skipped.push(HAS_MESSAGE);
    else if (known.state === 'skipped') page.skipped.push('skipped before');
  }
  return page;
}

/** Jobs have the names of their occurrences: one that was claimed since the page was compared is not worked on twice. */
async function enqueueFresh(job: OccurrenceDefinition, { runId, parameters }: SweepPayload, { queue }: Pick<SweepDeps, 'queue'>, page: SortedPage): Promise<EnqueuedPage> {
  const answers = await queue.enqueueEach(job, page.fresh.map(({ subjectId, userId, decision }) => ({ payload: { runId, subjectId, userId, slot: decision.slot, parameters }, requestId: runId })));
  return { ...page, enqueued: countOwn(answers, runId) };
}

/** A job that was there has been put there by this run before a crash, or by an earlier one, which counts what becomes of it. */
function countOwn(answers: readonly Enqueued[], runId: string): number {
  return answers.filter((answer) => answer.isNew || answer.requestId === runId).length;
}

function addTo(totals: RunCounts, { fresh, own, enqueued, skipped }: EnqueuedPage): void {
  totals.found += fresh.length + own + skipped.length;
  totals.enqueued += enqueued + own;
  totals.inEarlierRun += fresh.length - enqueued;
  for (const reason of skipped) totals.skipped[reason] = (totals.skipped[reason] ?? 0) + 1;
}

/** Occurrences that were claimed and never settled: their worker died, or is still at it, and then the job is there already. */
async function resumeOpen(job: OccurrenceDefinition, { runId }: SweepPayload, { occurrences, queue }: SweepDeps, totals: RunCounts): Promise<void> {
  let after: string | null = null;
  for (;;) {
    const open: Occurrence[] = await occurrences.findOpen(job.name, { after, limit: PAGE });
    const last = open.at(-1);
    if (last === undefined) return;
    const answers = await queue.enqueueEach(job, open.map(({ subjectId, userId, slot, parameters }) => ({ payload: OccurrencePayload.parse({ runId, subjectId, userId, slot, parameters }), requestId: runId })));
    const enqueued = countOwn(answers, runId);
    totals.found += open.length;
    totals.enqueued += enqueued;
    totals.inEarlierRun += open.length - enqueued;
    after = occurrenceIdOf(last);
  }
}

function keyOf(rule: RuleName, { subjectId, decision }: { subjectId: string; decision: Due<unknown> }): OccurrenceKey {
  return { rule, subjectId, slot: decision.slot };
}

function describe(error: unknown): string {
  if (error instanceof z.ZodError) return `The parameters do not fit the rule. ${sayIssues(error.issues)}`;
  return error instanceof Error ? error.message : String(error);
}
