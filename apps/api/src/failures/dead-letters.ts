import type { DeadLetterRecord, DeadLetterRepository, RunRepository } from '@carillon/db';
import { CarillonError, type DeadLetterGroups, type RetryDeadLetters, type RetryDeadLettersResult } from '@carillon/domain';
import * as definitions from '@carillon/jobs/definitions';
import { parseEnvelope, type JobDefinition, type JobQueue } from '@carillon/queue';
import type { AuditedChange, AuditTrail } from '../audit/audit-trail.ts';
import { askRedis } from '../data-services/ask-redis.ts';
import type { RequestContext } from '../http/route.ts';

const NEWEST = 10_000;
const PAGE = 200;

export interface DeadLettersDeps {
  deadLetters: Pick<DeadLetterRepository, 'groups' | 'listGroup' | 'remove'>;
  queue: Pick<JobQueue, 'enqueueEach'>;
  runs: Pick<RunRepository, 'requeued'>;
  audit: AuditTrail;
}

export async function listDeadLetters({ deadLetters }: Pick<DeadLettersDeps, 'deadLetters'>): Promise<DeadLetterGroups> {
  const { items, complete } = await deadLetters.groups(NEWEST);
  return { items: items.map((group) => ({ ...group, lastAt: group.lastAt.toISOString() })), complete };
}

/**
 * Puts the jobs of a group into their queue again, as they were; what can not be read stays. Throws `conflict` where there is none, and
 * `dependency-unavailable` while Redis is away: those that it had not taken by then stay.
 */
export async function retryDeadLetters(deps: DeadLettersDeps, context: RequestContext, { dryRun, ...group }: RetryDeadLetters): Promise<RetryDeadLettersResult> {
  const result: RetryDeadLettersResult = { count: 0, unreadable: 0 };
  if (dryRun) {
    await visit(deps, group, result, async () => undefined);
    return result;
  }
  const change: AuditedChange = { action: 'dead-letters.retried', subject: { kind: 'job', id: group.jobName }, changes: { reason: group.reason } };
  const interruption = await deps.audit.record(context, change, () => requeue(deps, group, result));
  if (interruption !== null) throw interruption;
  return result;
}

/** What ended it before its end; it is thrown where nothing was done by then. */
async function requeue(deps: DeadLettersDeps, group: DeadLetterGroup, result: RetryDeadLettersResult): Promise<CarillonError | null> {
  try {
    await visit(deps, group, result, async (letter, { definition, payload, requestId }) => {
      const [enqueued] = await askRedis(() => deps.queue.enqueueEach(definition, [{ payload, requestId }]), result.count === 0 ? { perhaps: 'The first of these jobs may be back in its queue; all of them are still here.' } : { done: `Back in their queue: ${result.count} of these jobs. The others wait for the next try.` });
      const runId = definitions.occurrenceOfLetter(letter)?.runId;
      // Its run waits for it again, unless a job of a later run has taken its place.
      if ((await deps.deadLetters.remove(letter)) && enqueued?.isNew === true && runId !== undefined) await deps.runs.requeued(runId);
    });
  } catch (error) {
    if (!(error instanceof CarillonError) || result.count === 0) throw error;
    return error;
  }
  if (result.count + result.unreadable === 0) throw new CarillonError('conflict', 'No job of this kind is given up any more.');
  return null;
}

type DeadLetterGroup = Omit<RetryDeadLetters, 'dryRun'>;

/** Counts them in `result` as it goes. */
async function visit({ deadLetters }: DeadLettersDeps, group: DeadLetterGroup, result: RetryDeadLettersResult, onReadable: (letter: DeadLetterRecord, job: ReadJob) => Promise<void>): Promise<void> {
  let after = '';
  for (;;) {
    const page = await deadLetters.listGroup(group, { after, limit: PAGE });
    for (const letter of page) {
      const job = readJob(letter);
      if (job !== null) await onReadable(letter, job);
      result[job === null ? 'unreadable' : 'count'] += 1;
    }
    after = page.at(-1)?.jobId ?? after;
    if (page.length < PAGE) return;
  }
}

interface ReadJob {
  definition: JobDefinition;
  payload: unknown;
  requestId: string | null;
}

/** Null: no job has this name by now, or it does not take such a payload. */
function readJob({ jobName, data }: DeadLetterRecord): ReadJob | null {
  const definition = Object.values<unknown>(definitions).filter(isDefinition).find(({ name }) => name === jobName);
  if (definition === undefined) return null;
  try {
    return { definition, ...parseEnvelope(definition, data) };
  } catch {
    return null;
  }
}

function isDefinition(value: unknown): value is JobDefinition {
  return typeof value === 'object' && value !== null && 'jobId' in value && 'payload' in value;
}
