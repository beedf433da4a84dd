export { enqueueNotification, recordNotification, type EnqueueNotificationDeps, type NotificationRecord, type RecordNotificationDeps } from './notification/record-notification.ts';
