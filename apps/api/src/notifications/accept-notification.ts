import type { IdempotencyKeyRepository } from '@carillon/db';
import { NotificationId, type AcceptedNotification, type CreateNotification, type IdSource } from '@carillon/domain';
import type { NotificationRecord } from '@carillon/jobs/notifications';
import { renderContent, type RenderContentDeps } from '@carillon/templates';
import { actorKey } from '../http/actor.ts';
import type { RequestContext } from '../http/route.ts';
import { withIdempotency } from '../idempotency/with-idempotency.ts';

export interface AcceptNotificationDeps extends RenderContentDeps {
  /** Writes content and log, then puts the job into Redis or leaves a note that it is missing. */
  recordNotification(notification: NotificationRecord): Promise<void>;
  idempotencyKeys: IdempotencyKeyRepository;
  ids: Pick<IdSource, 'notification'>;
}

/** A request for a notification, whichever door it came through. */
export interface NotificationRequest {
  input: CreateNotification;
  tags: string[];
  idempotencyKey: string | null;
}

/** Renders and records a notification; from the answer on it is on disk. The same Idempotency-Key gets the first answer. */
export async function acceptNotification(deps: AcceptNotificationDeps, context: RequestContext, request: NotificationRequest): Promise<AcceptedNotification> {
  return withIdempotency(
    deps.idempotencyKeys,
    { caller: actorKey(context.actor), key: request.idempotencyKey, input: { ...request.input, tags: request.tags }, subjectId: deps.ids.notification() },
    async (subjectId) => accept(deps, context, request, NotificationId.parse(subjectId)),
    async (subjectId) => ({ id: NotificationId.parse(subjectId), status: 'queued' }),
  );
}

async function accept(deps: AcceptNotificationDeps, context: RequestContext, { input, tags, idempotencyKey }: NotificationRequest, id: NotificationId): Promise<AcceptedNotification> {
  const { content, template } = await renderContent(deps, id, input);
  await deps.recordNotification({
    id,
    channel: input.channel,
    to: input.to,
    userId: null,
    timeZone: null,
    occurrence: null,
    content,
    category: input.category,
    rule: null,
    template,
    tags,
    priority: input.priority,
    sendAt: input.sendAt === undefined ? null : new Date(input.sendAt),
    requestedBy: context.actor.requester,
    requestId: context.requestId,
    idempotencyKey,
  });
  return { id, status: 'queued' };
}
