export { createNotificationRecorder, enqueueNotification, recordNotification, type NotificationRecord, type RecordNotificationDeps } from './notification/record-notification.ts';
