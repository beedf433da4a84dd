import type { WorkerConfig } from '@carillon/config';
import {
  createAudienceReader,
  createDeadLetterRepository,
  createNotificationContentRepository,
  createNotificationCounterRepository,
  createNotificationRepository,
  createOccurrenceRepository,
  createReceiptRepository,
  createRunRepository,
  createSegmentRepository,
  createSendQuotaRepository,
  createSuppressionRepository,
  createTemplateRepository,
  createTrackingEventRepository,
  createUserRepository,
  deadLetterModel,
  notificationContentModel,
  notificationCounterModel,
  notificationModel,
  occurrenceModel,
  openCampaignRepositories,
  receiptModel,
  runModel,
  segmentModel,
  sendQuotaModel,
  suppressionModel,
  templateVersionModel,
  trackingCounterModel,
  trackingEventModel,
  userModel,
  type Database,
} from '@carillon/db';
import { CAMPAIGN_MAX_ATTEMPTS, isNews, type Clock, type LiveEvent, type RetryPolicy } from '@carillon/domain';
import { createCampaignAnnouncer } from '@carillon/jobs/campaigns';
import type { Logger } from '@carillon/observability';

/** The collections that jobs read and write. Nothing is read or written yet; indexes are the caller's to ensure. */
export function openRepositories(
  { connection }: Pick<Database, 'connection'>,
  { retention, retry, random, clock, logger, tell }: { retention: WorkerConfig['retention']; retry: RetryPolicy; random: () => number; clock: Clock; logger: Logger; tell(event: LiveEvent): void },
) {
  const counters = createNotificationCounterRepository({ model: notificationCounterModel(connection, retention.notificationDays) });
  const users = userModel(connection);
  const suppressions = createSuppressionRepository({ model: suppressionModel(connection), clock });
  const campaignRetry = { ...retry, maxAttempts: CAMPAIGN_MAX_ATTEMPTS };
  const campaigns = openCampaignRepositories(connection, { retentionDays: retention.notificationDays, clock, retry: campaignRetry, random, onChange: (id) => announcer.touch(id) });
  const announcer = createCampaignAnnouncer({ ...campaigns, clock, tell, onError: (error) => logger.debug('campaign.not-announced', { error }) });
  return {
    ...campaigns,
    campaignRetry,
    announcer,
    users: createUserRepository({ model: users }),
    suppressions,
    segments: createSegmentRepository({ model: segmentModel(connection), clock }),
    audience: createAudienceReader({ users, suppressions, clock }),
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
    trackingEvents: createTrackingEventRepository({ events: trackingEventModel(connection, retention.notificationDays), counters: trackingCounterModel(connection), clock }),
    templates: createTemplateRepository({ model: templateVersionModel(connection), clock }),
    occurrences: createOccurrenceRepository({ model: occurrenceModel(connection), clock }),
    receipts: createReceiptRepository({ model: receiptModel(connection, retention.receiptDays), clock }),
    quotas: createSendQuotaRepository({ model: sendQuotaModel(connection), clock }),
    runs: createRunRepository({ model: runModel(connection, retention.notificationDays), clock, onChange: (run) => isNews(run) && tell({ type: 'run.changed', run }) }),
  };
}
