import type { IdempotencyKeyRepository, NotificationContentRepository, NotificationRepository } from '@carillon/db';
import { NotificationId, type AcceptedNotification, type Clock, type CreateNotification, type IdSource, type NotificationDetail } from '@carillon/domain';
import { notificationSend, sendRequestFor } from '@carillon/jobs/definitions';
import type { Logger } from '@carillon/observability';
import type { JobQueue } from '@carillon/queue';
import { actorKey } from '../http/actor.ts';
import type { RequestContext } from '../http/route.ts';
import { renderContent, type RenderContentDeps } from './render-content.ts';
import { withIdempotency } from './with-idempotency.ts';

export interface AcceptNotificationDeps extends RenderContentDeps {
  notifications: Pick<NotificationRepository, 'find' | 'insert' | 'markEnqueued'>;
  contents: Pick<NotificationContentRepository, 'save'>;
  idempotencyKeys: IdempotencyKeyRepository;
  queue: Pick<JobQueue, 'enqueue'>;
  clock: Clock;
  ids: Pick<IdSource, 'notification'>;
  logger: Logger;
  maxAttempts: number;
  /** Right-hand side of Message-IDs. */
  mailDomain: string;
}

/** A request for a notification, whichever door it came through. */
export interface NotificationRequest {
  input: CreateNotification;
  tags: string[];
  idempotencyKey: string | null;
}

/**
 * Accepts a notification durably: content and log are written first, then its job is put into Redis. When Redis does not
 * take it, the log stands and the next maintenance sweep brings the job; the caller's answer is the same.
 */
export async function acceptNotification(deps: AcceptNotificationDeps, context: RequestContext, request: NotificationRequest): Promise<AcceptedNotification> {
  return withIdempotency(
    deps.idempotencyKeys,
    { caller: actorKey(context.actor), key: request.idempotencyKey, input: { ...request.input, tags: request.tags }, subjectId: deps.ids.notification() },
    async (subjectId) => {
      const accepted = await write(deps, context, request, NotificationId.parse(subjectId));
      await enqueue(deps, context, accepted);
      return { id: accepted.id, status: 'queued' };
    },
    async (subjectId) => ({ id: NotificationId.parse(subjectId), status: 'queued' }),
  );
}

async function write(deps: AcceptNotificationDeps, context: RequestContext, { input, tags, idempotencyKey }: NotificationRequest, id: NotificationId) {
  const { content, template } = await renderContent(deps, id, input);
  await deps.contents.save(id, content);
  const sendAt = input.sendAt === undefined ? null : new Date(input.sendAt);
  // False: an earlier try with this key had come this far, and the job is all that may be missing.
  await deps.notifications.insert({
    id,
    channel: input.channel,
    to: input.to,
    subject: content.subject,
    category: input.category,
    rule: null,
    template,
    tags,
    priority: input.priority,
    sendAt,
    maxAttempts: deps.maxAttempts,
    requestedBy: context.actor.requester,
    requestId: context.requestId,
    idempotencyKey,
    messageId: `<${id}@${deps.mailDomain}>`,
  });
  return { id, priority: input.priority, nextAttemptAt: sendAt?.toISOString() ?? null };
}

export interface EnqueueDeps extends Pick<AcceptNotificationDeps, 'queue' | 'clock' | 'logger'> {
  notifications: Pick<NotificationRepository, 'markEnqueued'>;
}

/** Puts the job into Redis, or leaves a note that it is missing; never throws for Redis. */
export async function enqueue(
  { queue, notifications, clock, logger }: EnqueueDeps,
  { requestId }: Pick<RequestContext, 'requestId'>,
  notification: Pick<NotificationDetail, 'id' | 'priority' | 'nextAttemptAt'>,
): Promise<void> {
  try {
    await queue.enqueue(notificationSend, sendRequestFor(notification, clock.now(), requestId));
  } catch (error) {
    logger.warn('notification.not-enqueued', { requestId, notificationId: notification.id, reason: error instanceof Error ? error.message : String(error) });
    await notifications.markEnqueued([notification.id], null).catch((cause: unknown) => logger.warn('notification.not-marked', { notificationId: notification.id, error: cause }));
  }
}
