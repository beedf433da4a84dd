import type { IdempotencyKeyRepository } from '@carillon/db';
import { CarillonError, NotificationId, type AcceptedNotification, type Clock, type CreateNotification, type IdSource } from '@carillon/domain';
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
  clock: Clock;
  /** For how many days from its creation there is what a message says, and its log. */
  keptDays: number;
}

/** A request for a notification, whichever door it came through. */
export interface NotificationRequest {
  input: CreateNotification;
  tags: string[];
  idempotencyKey: string | null;
}

/**
 * Renders and records a notification; from the answer on it is on disk. The same Idempotency-Key gets the first answer. Throws
 * `validation-failed` for one whose time comes when nobody knows any more what it says.
 */
export async function acceptNotification(deps: AcceptNotificationDeps, context: RequestContext, request: NotificationRequest): Promise<AcceptedNotification> {
  return withIdempotency(
    deps.idempotencyKeys,
    { caller: actorKey(context.actor), key: request.idempotencyKey, input: { ...request.input, tags: request.tags }, subjectId: deps.ids.notification() },
    async (subjectId) => accept(deps, context, request, NotificationId.parse(subjectId)),
    async (subjectId) => ({ id: NotificationId.parse(subjectId), status: 'queued' }),
  );
}

async function accept(deps: AcceptNotificationDeps, context: RequestContext, { input, tags, idempotencyKey }: NotificationRequest, id: NotificationId): Promise<AcceptedNotification> {
  refuseTooLate(input, deps);
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

const DAY_MS = 86_400_000;
/** For its tries. */
const MARGIN_DAYS = 1;

function refuseTooLate({ sendAt }: CreateNotification, { clock, keptDays }: Pick<AcceptNotificationDeps, 'clock' | 'keptDays'>): void {
  const latest = new Date(clock.now().getTime() + (keptDays - MARGIN_DAYS) * DAY_MS);
  if (sendAt === undefined || new Date(sendAt) <= latest) return;
  throw new CarillonError('validation-failed', `It could not be sent then: what a message says is kept for ${keptDays} days.`, {
    details: [{ pointer: '/sendAt', code: 'too-late', message: `must not be later than ${latest.toISOString()}` }],
  });
}
