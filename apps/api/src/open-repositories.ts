import {
  apiKeyModel,
  auditEntryModel,
  createApiKeyRepository,
  createAudienceReader,
  createAuditEntryRepository,
  createDeadLetterRepository,
  createHeldBackList,
  createIdempotencyKeyRepository,
  createNotificationContentRepository,
  createNotificationCounterRepository,
  createNotificationRepository,
  createOccurrenceRepository,
  createOperatorRepository,
  createReceiptRepository,
  createRunRepository,
  createScheduleOverrideRepository,
  createSegmentRepository,
  createSuppressionRepository,
  createTemplateRepository,
  createTrackingEventRepository,
  createUserRepository,
  deadLetterModel,
  idempotencyKeyModel,
  notificationContentModel,
  notificationCounterModel,
  notificationModel,
  occurrenceModel,
  openCampaignRepositories,
  operatorModels,
  receiptModel,
  runModel,
  scheduleOverrideModel,
  segmentModel,
  suppressionModel,
  templateVersionModel,
  trackingCounterModel,
  trackingEventModel,
  userModel,
  type Database,
  type NotificationChange,
} from '@carillon/db';
import type { ApiConfig } from '@carillon/config';
import { CAMPAIGN_MAX_ATTEMPTS, defaultRetryPolicy, type Clock, type Run } from '@carillon/domain';
import type { Logger } from '@carillon/observability';

/** The collections the API works with. Nothing is read or written yet; indexes are the caller's to ensure. */
export function openRepositories(
  { connection }: Pick<Database, 'connection'>,
  { retention, clock, logger, onChange, onRunChange, onCampaignChange }: { retention: ApiConfig['retention']; clock: Clock; logger: Logger; onChange: (change: NotificationChange) => void; onRunChange: (run: Run) => void; onCampaignChange: (campaignId: string) => void },
) {
  const counters = createNotificationCounterRepository({ model: notificationCounterModel(connection, retention.notificationDays) });
  const occurrences = occurrenceModel(connection);
  const users = userModel(connection);
  const suppressions = createSuppressionRepository({ model: suppressionModel(connection), clock });
  return {
    ...openCampaignRepositories(connection, { retentionDays: retention.notificationDays, clock, retry: { ...defaultRetryPolicy, maxAttempts: CAMPAIGN_MAX_ATTEMPTS }, random: Math.random, onChange: onCampaignChange }),
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
    deadLetters: createDeadLetterRepository({ model: deadLetterModel(connection, retention.notificationDays) }),
    auditEntries: createAuditEntryRepository({ model: auditEntryModel(connection, retention.auditDays) }),
    occurrences: createOccurrenceRepository({ model: occurrences, clock }),
    listHeldBack: createHeldBackList({ model: occurrences }),
    receipts: createReceiptRepository({ model: receiptModel(connection, retention.receiptDays), clock }),
    runs: createRunRepository({ model: runModel(connection, retention.notificationDays), clock, onChange: onRunChange }),
    scheduleOverrides: createScheduleOverrideRepository({ model: scheduleOverrideModel(connection), clock }),
    templates: createTemplateRepository({ model: templateVersionModel(connection), clock }),
    trackingEvents: createTrackingEventRepository({ events: trackingEventModel(connection, retention.notificationDays), counters: trackingCounterModel(connection), clock }),
    users: createUserRepository({ model: users }),
    suppressions,
    segments: createSegmentRepository({ model: segmentModel(connection), clock }),
    audience: createAudienceReader({ users, suppressions, clock }),
  };
}
