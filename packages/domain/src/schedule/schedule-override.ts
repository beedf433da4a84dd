import type { ScheduleParameters } from './schema.ts';

/** What is kept of a schedule beside its declaration. Null: as declared. */
export interface ScheduleOverride {
  enabled: boolean;
  cron: string | null;
  timeZone: string | null;
  parameters: ScheduleParameters | null;
  version: number;
  /** Since when these slots count: earlier ones belong to another timetable, or to a time when it was off. */
  countsFrom: Date;
  changedAt: Date | null;
  changedBy: string | null;
}

/** When a schedule fires, as it is in force. */
export interface Timetable {
  /** Five fields, or six with seconds in front. */
  cron: string;
  /** IANA name. */
  timeZone: string;
}

/** What is declared, with what operators have changed. */
export function timetableInForce(declared: Timetable, override: Pick<ScheduleOverride, 'cron' | 'timeZone'>): Timetable {
  return { cron: override.cron ?? declared.cron, timeZone: override.timeZone ?? declared.timeZone };
}

/** Applies a change: what it leaves out stays. Slots count anew from `now` when others fire after it than before. */
export function applyScheduleChange(
  current: ScheduleOverride,
  change: { [Field in 'enabled' | 'cron' | 'timeZone' | 'parameters']?: ScheduleOverride[Field] | undefined },
  { now, by }: { now: Date; by: string },
): ScheduleOverride {
  const next = {
    enabled: change.enabled ?? current.enabled,
    cron: change.cron === undefined ? current.cron : change.cron,
    timeZone: change.timeZone === undefined ? current.timeZone : change.timeZone,
    parameters: change.parameters === undefined ? current.parameters : change.parameters,
  };
  const sameSlots = next.enabled === current.enabled && next.cron === current.cron && next.timeZone === current.timeZone;
  return { ...next, version: current.version + 1, countsFrom: sameSlots ? current.countsFrom : now, changedAt: now, changedBy: by };
}
