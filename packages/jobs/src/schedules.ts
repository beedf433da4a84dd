import { defineSchedule, type ScheduleDefinition } from '@carillon/queue';
import { maintenanceExpireLeases } from './maintenance/expire-leases/definition.ts';
import { maintenanceRequeueStale } from './maintenance/requeue-stale/definition.ts';
import { maintenanceVerifyCounters } from './maintenance/verify-counters/definition.ts';

const slotPayload = (slot: Date) => ({ slot: slot.toISOString() });

/** Everything the clock starts. `maintenanceIntervalSeconds` (1 to 59) is how often lost work is looked for. */
export function allSchedules({ maintenanceIntervalSeconds }: { maintenanceIntervalSeconds: number }): ScheduleDefinition[] {
  const often = `*/${maintenanceIntervalSeconds} * * * * *`;
  return [
    defineSchedule({ name: 'maintenance.requeue-stale', cron: often, timeZone: 'Etc/UTC', job: maintenanceRequeueStale, payload: slotPayload }),
    defineSchedule({ name: 'maintenance.expire-leases', cron: often, timeZone: 'Etc/UTC', job: maintenanceExpireLeases, payload: slotPayload }),
    defineSchedule({ name: 'maintenance.verify-counters', cron: '30 * * * * *', timeZone: 'Etc/UTC', job: maintenanceVerifyCounters, payload: slotPayload }),
  ];
}
