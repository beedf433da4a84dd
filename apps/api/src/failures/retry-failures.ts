import type { IdempotencyKeyRepository, NotificationRepository } from '@carillon/db';
import { CarillonError, RetryFailuresResult, type Clock, type FailureFilter, type RetryableStatus, type RetryFailures } from '@carillon/domain';
import { notificationRetryFailed } from '@carillon/jobs/definitions';
import type { JobQueue } from '@carillon/queue';
import { z } from 'zod';
import type { AuditedChange, AuditTrail } from '../audit/audit-trail.ts';
import { actorKey } from '../http/actor.ts';
import { askRedis } from '../data-services/ask-redis.ts';
import type { RequestContext } from '../http/route.ts';
import { hashRequest } from '../idempotency/hash-request.ts';
import { withIdempotency, type PlanKeeper } from '../idempotency/with-idempotency.ts';

export interface RetryFailuresDeps {
  notifications: Pick<NotificationRepository, 'countFailures'>;
  idempotencyKeys: IdempotencyKeyRepository;
  queue: Pick<JobQueue, 'enqueue'>;
  audit: AuditTrail;
  clock: Clock;
  maxAttempts: number;
}

/**
 * Gives all that the filter means another round of attempts, and nothing else; `dryRun` only counts. The same Idempotency-Key gets the first answer. Throws
 * `conflict` where that is nothing.
 */
export async function retryFailures(deps: RetryFailuresDeps, context: RequestContext, { filter, reasons: chosen, dryRun }: RetryFailures, idempotencyKey: string | null): Promise<RetryFailuresResult> {
  const reasons = chosen ?? null;
  if (dryRun) return count(deps, filter, reasons);
  const caller = actorKey(context.actor);
  const subjectId = idempotencyKey === null ? context.requestId : hashRequest({ caller, idempotencyKey });
  return withIdempotency(
    deps.idempotencyKeys,
    { caller, key: idempotencyKey, input: { retryFailures: { filter, reasons } }, subjectId, keepsAnswer: true },
    (round, plan) => startRound(deps, context, { filter, reasons, round }, plan),
    async (_round, answer) => RetryFailuresResult.parse(answer),
  );
}

/** How many there are, and since when: a repetition after a crash is the same round, whatever has become of them. */
const RoundPlan = RetryFailuresResult.extend({ before: z.iso.datetime() });

async function startRound(deps: RetryFailuresDeps, context: RequestContext, { filter, reasons, round }: { filter: FailureFilter; reasons: string[] | null; round: string }, plan: PlanKeeper): Promise<RetryFailuresResult> {
  const { before, ...result } = RoundPlan.safeParse(plan.kept).data ?? { ...(await count(deps, filter, reasons)), before: deps.clock.now().toISOString() };
  if (result.count === 0) throw new CarillonError('conflict', 'Nothing that failed matches any more.');
  await plan.keep({ ...result, before });
  const change: AuditedChange = { action: 'notifications.failed-retried', subject: { kind: 'notifications', id: 'failed' }, changes: { filter: describe(filter), reasons, count: result.count } };
  return deps.audit.record(context, change, async () => {
    const payload = { round, filter, reasons, before, by: context.actor.requester, attempts: deps.maxAttempts };
    await askRedis(() => deps.queue.enqueue(notificationRetryFailed, { payload, requestId: context.requestId }), { perhaps: 'Whether they are tried again will be seen in the log.' });
    return result;
  });
}

function describe(filter: FailureFilter): string {
  return Object.entries(filter).map(([name, value]) => `${name}: ${value}`).join(', ') || 'everything';
}

async function count({ notifications }: RetryFailuresDeps, filter: FailureFilter, reasons: string[] | null): Promise<RetryFailuresResult> {
  const inStatus = (status: RetryableStatus) => (filter.status === undefined || filter.status === status ? notifications.countFailures({ ...filter, status }, reasons) : 0);
  const [failed, unknown] = await Promise.all([inStatus('failed'), inStatus('unknown')]);
  return { count: failed + unknown, unknown };
}
