import type { IdempotencyKeyRepository } from '@carillon/db';
import { CarillonError, parametersInForce, RunId, type IdSource, type ScheduleName, type Run } from '@carillon/domain';
import type { DeclaredSchedule } from '@carillon/jobs/schedules';
import type { Logger } from '@carillon/observability';
import type { JobQueue } from '@carillon/queue';
import { actorKey } from '../http/actor.ts';
import type { RequestContext } from '../http/route.ts';
import { withIdempotency } from '../idempotency/with-idempotency.ts';
import { declaredSchedule } from './describe-schedule.ts';
import { getRun } from './get-run.ts';
import type { UpdateScheduleDeps } from './update-schedule.ts';

export interface StartRunDeps extends UpdateScheduleDeps {
  idempotencyKeys: IdempotencyKeyRepository;
  queue: Pick<JobQueue, 'enqueue'>;
  ids: Pick<IdSource, 'run'>;
  logger: Logger;
}

/**
 * Sweeps a rule now, whether its schedule is on or not. The run is kept before its job is put into Redis; when Redis does
 * not take it, a scheduler does that later. Throws `conflict` while a run of this schedule is under way.
 */
export async function startRun(deps: StartRunDeps, context: RequestContext, rule: ScheduleName, idempotencyKey: string | null): Promise<Run> {
  const declared = declaredSchedule(deps.schedules, rule);
  return withIdempotency(
    deps.idempotencyKeys,
    { caller: actorKey(context.actor), key: idempotencyKey, input: { startRunOf: rule }, subjectId: deps.ids.run() },
    async (subjectId) => {
      const run = (await deps.runs.find(subjectId)) ?? (await claimNow(deps, context, declared, RunId.parse(subjectId)));
      await enqueue(deps, context, declared, run);
      return run;
    },
    (subjectId) => getRun(deps, subjectId),
  );
}

function claimNow(deps: StartRunDeps, context: RequestContext, { rule, parameters }: DeclaredSchedule, id: RunId): Promise<Run> {
  return deps.audit.record(context, { action: 'schedule.run-started', subject: { kind: 'schedule', id: rule }, changes: { run: id } }, async () => {
    const underWay = await deps.runs.findUnfinished(rule);
    if (underWay !== null) throw new CarillonError('conflict', `Run ${underWay.id} of ${rule} is still ${underWay.state}: wait until it has ended.`);
    const override = await deps.scheduleOverrides.findOrCreate(rule);
    const claim = { id, schedule: rule, slot: deps.clock.now(), trigger: 'manual', startedBy: context.actor.requester, parameters: parametersInForce(parameters, override.parameters) } as const;
    const run = await deps.runs.claim(claim);
    if (run === null) throw new CarillonError('conflict', `Somebody else has just started a run of ${rule}: wait until it has ended.`);
    return run;
  });
}

async function enqueue({ queue, logger }: StartRunDeps, { requestId }: RequestContext, { rule, sweep }: DeclaredSchedule, run: Run): Promise<void> {
  try {
    await queue.enqueue(sweep, { payload: { runId: run.id, rule, slot: run.slot, parameters: run.parameters }, requestId });
  } catch (error) {
    logger.warn('run.not-enqueued', { requestId, schedule: rule, runId: run.id, reason: error instanceof Error ? error.message : String(error) });
  }
}
