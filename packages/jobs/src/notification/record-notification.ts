import type { NewNotification, NotificationContentRepository, NotificationRepository } from '@carillon/db';
import { groupStarts, type Clock, type NotificationContent, type NotificationDetail, type NotificationId } from '@carillon/domain';
import type { Logger } from '@carillon/observability';
import type { JobQueue } from '@carillon/queue';
import { notificationSend, sendRequestFor } from './send/definition.ts';

/** Contents are large: a few megabytes of them are on their way together. */
const MOST_TOGETHER = 50;

export interface EnqueueNotificationDeps {
  notifications: Pick<NotificationRepository, 'markEnqueued'>;
  queue: Pick<JobQueue, 'enqueue'>;
  clock: Clock;
  logger: Pick<Logger, 'warn'>;
}

export interface RecordNotificationDeps extends EnqueueNotificationDeps {
  notifications: Pick<NotificationRepository, 'insert' | 'markEnqueued'>;
  contents: Pick<NotificationContentRepository, 'save'>;
  maxAttempts: number;
  /** Right-hand side of Message-IDs. */
  mailDomain: string;
}

/** A notification as whoever asks for it knows it; `content` is what it will say, word for word. */
export interface NotificationRecord extends Omit<NewNotification, 'subject' | 'maxAttempts' | 'messageId'> {
  content: NotificationContent;
}

/**
 * The one road of every message, whoever asks for it: content and log are written first, then its job is put into Redis. When
 * Redis does not take it, the log stands and the next maintenance sweep brings the job. The same id again changes nothing
 * but that a missing job is put there; rejects when the database can not be reached.
 */
export async function recordNotification(deps: RecordNotificationDeps, record: NotificationRecord): Promise<void> {
  await writeNotification(deps, record);
  await enqueueRecorded(deps, record);
}

/**
 * The same for a process that records many at a time: those that are wanted while others are being written go through the
 * writes together. Redis is not waited for in there, so that one that hangs keeps nothing from the disk.
 */
export function createNotificationRecorder(deps: RecordNotificationDeps): (record: NotificationRecord) => Promise<void> {
  const write = groupStarts<NotificationRecord, void>({ most: MOST_TOGETHER, perform: (record) => writeNotification(deps, record) });
  return async (record) => {
    await write(record);
    await enqueueRecorded(deps, record);
  };
}

async function writeNotification(deps: RecordNotificationDeps, { content, ...record }: NotificationRecord): Promise<void> {
  await deps.contents.save(record.id, content);
  // False: an earlier try had come this far, and the job is all that may be missing.
  await deps.notifications.insert({ ...record, subject: content.subject, maxAttempts: deps.maxAttempts, messageId: messageIdOf(record.id, deps) });
}

function enqueueRecorded(deps: EnqueueNotificationDeps, { id, requestId, priority, sendAt }: NotificationRecord): Promise<void> {
  return enqueueNotification(deps, requestId, { id, priority, nextAttemptAt: sendAt?.toISOString() ?? null });
}

/** Puts the job into Redis, or leaves a note that it is missing; never throws for Redis. */
export async function enqueueNotification(
  { queue, notifications, clock, logger }: EnqueueNotificationDeps,
  requestId: string,
  notification: Pick<NotificationDetail, 'id' | 'priority' | 'nextAttemptAt'>,
): Promise<void> {
  try {
    await queue.enqueue(notificationSend, sendRequestFor(notification, clock.now(), requestId));
  } catch (error) {
    logger.warn('notification.not-enqueued', { requestId, notificationId: notification.id, reason: error instanceof Error ? error.message : String(error) });
    await notifications.markEnqueued([notification.id], null).catch((cause: unknown) => logger.warn('notification.not-marked', { notificationId: notification.id, error: cause }));
  }
}

function messageIdOf(id: NotificationId, { mailDomain }: Pick<RecordNotificationDeps, 'mailDomain'>): string {
  return `<${id}@${mailDomain}>`;
}
