import { MaintenanceName } from '../rule/schema.ts';
import type { Run } from './schema.ts';

/** Whether a change of a run is told to whoever watches: maintenance comes by the clock every few seconds and mostly finds nothing. */
export function isNews({ schedule, trigger, state, found }: Pick<Run, 'schedule' | 'trigger' | 'state' | 'found'>): boolean {
  return !MaintenanceName.safeParse(schedule).success || trigger === 'manual' || found > 0 || state === 'failed';
}
