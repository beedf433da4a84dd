export { expireLeases, type ExpireLeasesDeps } from './maintenance/expire-leases/handler.ts';
export { requeueStale, type RequeueStaleDeps } from './maintenance/requeue-stale/handler.ts';
export { verifyCounters, type VerifyCountersDeps } from './maintenance/verify-counters/handler.ts';
export { sendNotification, type SendNotificationDeps } from './notification/send/handler.ts';
