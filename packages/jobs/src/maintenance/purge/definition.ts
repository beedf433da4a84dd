import { defineMaintenance } from '../define-maintenance.ts';

/** Removes what has outlived its use, and what no TTL index can tell: see its handler. */
export const maintenancePurge = defineMaintenance('maintenance.purge');
