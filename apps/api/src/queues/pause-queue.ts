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
  return change(deps, context, name, true, () => deps.queueControl.pause(name, { at: deps.clock.now(), by: context.actor.requester.name }));
}

export function resumeQueue(deps: QueuesDeps, context: RequestContext, name: QueueName): Promise<QueueStatus> {
  return change(deps, context, name, false, () => deps.queueControl.resume(name));
}

/** Redis may go away while it makes the change: then nobody knows, and it stays `started` in the audit. Or between the change and the look at what came of it: then the change is told, and written down as done, all the same. */
async function change({ audit, queueControl, clock, tell }: QueuesDeps, context: RequestContext, name: QueueName, paused: boolean, perform: () => Promise<void>): Promise<QueueStatus> {
  const perhaps = `Whether the queue ${name} ${paused ? 'is paused' : 'runs again'} will be seen when Redis is back.`;
  await audit.record(context, { action: paused ? 'queue.paused' : 'queue.resumed', subject: { kind: 'queue', id: name }, changes: {} }, () => askRedis(perform, { perhaps }));
  tell({ type: 'queue.changed', name, paused });
  return askRedis(() => queueControl.status(name, clock.now()), { done: `The queue ${name} ${paused ? 'is paused' : 'runs again'}; how it stands will be seen when Redis is back.` });
}
