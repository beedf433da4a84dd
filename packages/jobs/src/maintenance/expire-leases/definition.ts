import { defineMaintenance } from '../define-maintenance.ts';

/** Ends claims whose worker is gone: tried again when the message can not have left, `unknown` when it can. */
export const maintenanceExpireLeases = defineMaintenance('maintenance.expire-leases');
