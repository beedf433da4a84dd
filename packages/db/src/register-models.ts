import type { Connection } from 'mongoose';
import { apiKeyModel } from './api-key/model.ts';
import { auditEntryModel } from './audit-entry/model.ts';
import { campaignCounterModels } from './campaign-counter/model.ts';
import { campaignModel } from './campaign/model.ts';
import { communicationLogModel } from './communication-log/model.ts';
import { deadLetterModel } from './dead-letter/model.ts';
import { idempotencyKeyModel } from './idempotency-key/model.ts';
import { loginModel } from './login/model.ts';
import { notificationContentModel } from './notification-content/model.ts';
import { notificationCounterModel } from './notification-counter/model.ts';
import { notificationModel } from './notification/model.ts';
import { occurrenceModel } from './occurrence/model.ts';
import { operatorModels } from './operator/model.ts';
import { receiptModel } from './receipt/model.ts';
import { runModel } from './run/model.ts';
import { scheduleOverrideModel } from './schedule-override/model.ts';
import { segmentModel } from './segment/model.ts';
import { sendQuotaModel } from './send-quota/model.ts';
import { suppressionModel } from './suppression/model.ts';
import { templateVersionModel } from './template/model.ts';
import { trackingCounterModel } from './tracking-counter/model.ts';
import { trackingEventModel } from './tracking-event/model.ts';
import { userModel } from './user/model.ts';
import { verificationAttemptModel } from './verification-attempt/model.ts';

/** How long each kind of record is kept: part of the indexes that remove them. */
export interface RecordRetention {
  notificationDays: number;
  contentDays: number;
  idempotencyHours: number;
  receiptDays: number;
  auditDays: number;
  loginDays: number;
}

/** Makes every model of the product on one connection, for whoever looks at the database as a whole. Opens nothing. */
export function registerModels(connection: Connection, retention: RecordRetention): void {
  apiKeyModel(connection);
  auditEntryModel(connection, retention.auditDays);
  campaignCounterModels(connection);
  campaignModel(connection);
  communicationLogModel(connection, retention.notificationDays);
  deadLetterModel(connection, retention.notificationDays);
  idempotencyKeyModel(connection, retention.idempotencyHours);
  loginModel(connection, retention.loginDays);
  notificationContentModel(connection, retention.contentDays);
  notificationCounterModel(connection, retention.notificationDays);
  notificationModel(connection, retention.notificationDays);
  occurrenceModel(connection);
  operatorModels(connection);
  receiptModel(connection, retention.receiptDays);
  runModel(connection, retention.notificationDays);
  scheduleOverrideModel(connection);
  segmentModel(connection);
  sendQuotaModel(connection);
  suppressionModel(connection);
  templateVersionModel(connection);
  trackingCounterModel(connection);
  trackingEventModel(connection, retention.notificationDays);
  userModel(connection);
  verificationAttemptModel(connection, retention.notificationDays);
}
