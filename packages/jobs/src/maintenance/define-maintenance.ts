import type { MaintenanceName } from '@carillon/domain';
import { defineJob, jobIdFrom } from '@carillon/queue';
import { SweepPayload, type SweepDefinition } from '../define-rule-jobs.ts';

/** Maintenance is started like a sweep, and is a run like one. It is tried once: its next slot comes soon. */
export function defineMaintenance(name: MaintenanceName): SweepDefinition {
  return defineJob({ name, queue: 'maintenance', payload: SweepPayload, attempts: 1, backoffMs: 1_000, jobId: ({ slot }) => jobIdFrom(name, slot) });
}
