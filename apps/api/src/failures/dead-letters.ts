import type { DeadLetterRecord, DeadLetterRepository } from '@carillon/db';
import { CarillonError, type DeadLetterGroups, type RetryDeadLetters, type RetryDeadLettersResult } from '@carillon/domain';
import * as definitions from '@carillon/jobs/definitions';
import { parseEnvelope, type JobDefinition, type JobQueue } from '@carillon/queue';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { RequestContext } from '../http/route.ts';

const NEWEST = 10_000;
const PAGE = 200;

export interface DeadLettersDeps {
  deadLetters: Pick<DeadLetterRepository, 'groups' | 'listGroup' | 'remove'>;
  queue: Pick<JobQueue, 'enqueue'>;
  audit: AuditTrail;
}

export async function listDeadLetters({ deadLetters }: Pick<DeadLettersDeps, 'deadLetters'>): Promise<DeadLetterGroups> {
  const { items, complete } = await deadLetters.groups(NEWEST);
  return { items: items.map((group) => ({ ...group, lastAt: group.lastAt.toISOString() })), complete };
}

/** Puts the jobs of a group into their queue again, as they were; what can not be read stays. Throws `conflict` where there is none. */
export async function retryDeadLetters(deps: DeadLettersDeps, context: RequestContext, { dryRun, ...group }: RetryDeadLetters): Promise<RetryDeadLettersResult> {
  if (dryRun) return visit(deps, group, async () => undefined);
  const change = { action: 'dead-letters.retried', subject: { kind: 'job', id: group.jobName }, changes: { reason: group.reason } };
  return deps.audit.record(context, change, async () => {
    const result = await visit(deps, group, async (letter, { definition, payload, requestId }) => {
      await deps.queue.enqueue(definition, { payload, requestId });
      await deps.deadLetters.remove(letter);
    });
    if (result.count + result.unreadable === 0) throw new CarillonError('conflict', 'No job of this kind is given up any more.');
    return result;
  });
}

async function visit({ deadLetters }: DeadLettersDeps, group: Omit<RetryDeadLetters, 'dryRun'>, onReadable: (letter: DeadLetterRecord, job: ReadJob) => Promise<void>): Promise<RetryDeadLettersResult> {
  const result = { count: 0, unreadable: 0 };
  let after = '';
  for (;;) {
    const page = await deadLetters.listGroup(group, { after, limit: PAGE });
    for (const letter of page) {
      const job = readJob(letter);
      if (job !== null) await onReadable(letter, job);
      result[job === null ? 'unreadable' : 'count'] += 1;
    }
    after = page.at(-1)?.jobId ?? after;
    if (page.length < PAGE) return result;
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
