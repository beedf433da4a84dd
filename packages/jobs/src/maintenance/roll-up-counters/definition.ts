import { defineMaintenance } from '../define-maintenance.ts';

/** Lets go of numbers by the minute that are old enough to be kept by the hour alone. */
export const maintenanceRollUpCounters = defineMaintenance('maintenance.roll-up-counters');
