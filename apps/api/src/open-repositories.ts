import {
  apiKeyModel,
  auditEntryModel,
  createApiKeyRepository,
  createAuditEntryRepository,
  createIdempotencyKeyRepository,
  createNotificationContentRepository,
  createNotificationCounterRepository,
  createNotificationRepository,
  createOperatorRepository,
  createTemplateRepository,
  idempotencyKeyModel,
  notificationContentModel,
  notificationCounterModel,
  notificationModel,
  operatorModels,
  templateVersionModel,
  type Database,
  type NotificationChange,
} from '@carillon/db';
import type { ApiConfig } from '@carillon/config';
import type { Clock } from '@carillon/domain';
import type { Logger } from '@carillon/observability';

/** The collections the API works with. Nothing is read or written yet; indexes are the caller's to ensure. */
export function openRepositories(
  { connection }: Pick<Database, 'connection'>,
  { retention, clock, logger, onChange }: { retention: ApiConfig['retention']; clock: Clock; logger: Logger; onChange: (change: NotificationChange) => void },
) {
  const counters = createNotificationCounterRepository({ model: notificationCounterModel(connection, retention.notificationDays) });
  return {
    counters,
    notifications: createNotificationRepository({
      model: notificationModel(connection, retention.notificationDays),
      counters,
      clock,
      onChange,
      onCountFailed: (error) => logger.warn('notification.count-failed', { error }),
    }),
    contents: createNotificationContentRepository({ model: notificationContentModel(connection, retention.contentDays), clock }),
    idempotencyKeys: createIdempotencyKeyRepository({ model: idempotencyKeyModel(connection, retention.idempotencyHours), clock }),
    operators: createOperatorRepository({ models: operatorModels(connection), clock }),
    apiKeys: createApiKeyRepository({ model: apiKeyModel(connection), clock }),
    auditEntries: createAuditEntryRepository({ model: auditEntryModel(connection, retention.auditDays) }),
    templates: createTemplateRepository({ model: templateVersionModel(connection), clock }),
  };
}
