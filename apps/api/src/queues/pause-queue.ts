import type { Clock, LiveEvent, QueueStatus } from '@carillon/domain';
import type { QueueControl, QueueName } from '@carillon/queue';
import type { AuditTrail } from '../audit/audit-trail.ts';
import { askRedis } from '../data-services/ask-redis.ts';
import type { RequestContext } from '../http/route.ts';

export interface QueuesDeps {
  queueControl: Pick<QueueControl, 'status' | 'pause' | 'resume'>;
  audit: AuditTrail;
  clock: Clock;
  /** Tells open dashboards. */
  tell: (event: LiveEvent) => void;
}

/** Lets the jobs of a queue wait; those that are running end. Doing it twice is doing it once. */
export function pauseQueue(deps: QueuesDeps, context: RequestContext, name: QueueName): Promise<QueueStatus> {
  return change(deps, context, name, 'queue.paused', () => deps.queueControl.pause(name, { at: deps.clock.now(), by: context.actor.requester.name }));
}

export function resumeQueue(deps: QueuesDeps, context: RequestContext, name: QueueName): Promise<QueueStatus> {
  return change(deps, context, name, 'queue.resumed', () => deps.queueControl.resume(name));
}

function change({ audit, queueControl, clock, tell }: QueuesDeps, context: RequestContext, name: QueueName, action: 'queue.paused' | 'queue.resumed', perform: () => Promise<void>): Promise<QueueStatus> {
  return audit.record(context, { action, subject: { kind: 'queue', id: name }, changes: {} }, () =>
    askRedis(async () => {
      await perform();
      const status = await queueControl.status(name, clock.now());
      tell({ type: 'queue.changed', name, paused: status.paused });
      return status;
    }),
  );
}
