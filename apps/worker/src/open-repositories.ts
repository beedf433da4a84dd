import type { WorkerConfig } from '@carillon/config';
import {
  createDeadLetterRepository,
  createNotificationContentRepository,
  createNotificationCounterRepository,
  createNotificationRepository,
  createOccurrenceRepository,
  createRunRepository,
  createSendQuotaRepository,
  createTemplateRepository,
  deadLetterModel,
  notificationContentModel,
  notificationCounterModel,
  notificationModel,
  occurrenceModel,
  runModel,
  sendQuotaModel,
  templateVersionModel,
  type Database,
} from '@carillon/db';
import type { Clock, LiveEvent } from '@carillon/domain';
import type { Logger } from '@carillon/observability';

/** The collections that jobs read and write. Nothing is read or written yet; indexes are the caller's to ensure. */
export function openRepositories(
  { connection }: Pick<Database, 'connection'>,
  { retention, clock, logger, tell }: { retention: WorkerConfig['retention']; clock: Clock; logger: Logger; tell(event: LiveEvent): void },
) {
  const counters = createNotificationCounterRepository({ model: notificationCounterModel(connection, retention.notificationDays) });
  return {
    counters,
    notifications: createNotificationRepository({
      model: notificationModel(connection, retention.notificationDays),
      counters,
      clock,
      onChange(change) {
        logger.info('notification.changed', { notificationId: change.notification.id, from: change.previous, to: change.notification.status, reason: change.notification.reason });
        tell({ type: 'notification.changed', ...change });
      },
      onCountFailed: (error) => logger.warn('notification.count-failed', { error }),
    }),
    contents: createNotificationContentRepository({ model: notificationContentModel(connection, retention.contentDays), clock }),
    deadLetters: createDeadLetterRepository({ model: deadLetterModel(connection, retention.notificationDays) }),
    templates: createTemplateRepository({ model: templateVersionModel(connection), clock }),
    occurrences: createOccurrenceRepository({ model: occurrenceModel(connection), clock }),
    quotas: createSendQuotaRepository({ model: sendQuotaModel(connection), clock }),
    runs: createRunRepository({ model: runModel(connection, retention.notificationDays), clock, onChange: (run) => tell({ type: 'run.changed', run }) }),
  };
}
