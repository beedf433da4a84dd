export { maintenanceExpireLeases } from './maintenance/expire-leases/definition.ts';
export { maintenanceRequeueStale } from './maintenance/requeue-stale/definition.ts';
export { maintenanceVerifyCounters } from './maintenance/verify-counters/definition.ts';
export { notificationSend, sendRequestFor } from './notification/send/definition.ts';
