import { defineMaintenance } from '../define-maintenance.ts';

/** Recounts buckets that have come to rest, and mends what a crash between a change and its count left behind; forgets jobs that were given up and done since. */
export const maintenanceVerifyCounters = defineMaintenance('maintenance.verify-counters');
