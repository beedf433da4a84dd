import { defineMaintenance } from '../define-maintenance.ts';

/** Puts jobs back into Redis for notifications that are due and have none: after a Redis flush nothing is lost. */
export const maintenanceRequeueStale = defineMaintenance('maintenance.requeue-stale');
