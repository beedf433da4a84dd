import { readVariables, type Environment } from './variables.ts';

/** How long things are kept. All processes that open the database have to agree. */
export function loadRetention(environment: Environment) {
  const values = readVariables(environment, ['NOTIFICATION_RETENTION_DAYS', 'CONTENT_RETENTION_DAYS', 'IDEMPOTENCY_RETENTION_HOURS', 'RECEIPT_RETENTION_DAYS', 'AUDIT_RETENTION_DAYS']);
  return {
    notificationDays: values.NOTIFICATION_RETENTION_DAYS,
    contentDays: values.CONTENT_RETENTION_DAYS,
    idempotencyHours: values.IDEMPOTENCY_RETENTION_HOURS,
    receiptDays: values.RECEIPT_RETENTION_DAYS,
    auditDays: values.AUDIT_RETENTION_DAYS,
  };
}
