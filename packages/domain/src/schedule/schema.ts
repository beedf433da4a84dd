import { z } from 'zod';
import { ScheduleGroup, ScheduleName } from '../rule/schema.ts';
import { Run } from '../run/schema.ts';

/** What becomes of slots that passed while no scheduler ran: nothing, or one run for all of them. */
export const MissedSlots = z.enum(['skip', 'run-once']);
export type MissedSlots = z.infer<typeof MissedSlots>;

export const ScheduleParameters = z.record(z.string(), z.json());
export type ScheduleParameters = z.infer<typeof ScheduleParameters>;

/** A slot to come, told twice: as an instant, and as the clock on the wall of the schedule's zone shows it. */
export const NextRun = z.object({
  at: z.iso.datetime(),
  local: z.iso.datetime({ offset: true }).describe('The same instant with the offset of the time zone, e.g. 2026-03-29T09:00:00+02:00'),
});
export type NextRun = z.infer<typeof NextRun>;

/** When a rule is swept, or maintenance runs: as declared in code, with what operators have changed. */
export const Schedule = z.object({
  rule: ScheduleName.describe('The rule, or what is maintained'),
  group: ScheduleGroup.describe('The queue it works through'),
  description: z.string(),
  enabled: z.boolean(),
  cron: z.string(),
  cronInWords: z.string(),
  timeZone: z.string(),
  missedSlots: MissedSlots,
  parameters: ScheduleParameters.describe('In force, defaults included'),
  parametersSchema: z.record(z.string(), z.json()).describe('JSON Schema (draft 2020-12) of the parameters'),
  declared: z.object({ cron: z.string(), timeZone: z.string(), parameters: ScheduleParameters }).describe('What holds where nothing was changed'),
  version: z.int().min(0).describe('Grows with every change; 0: never changed'),
  changedAt: z.iso.datetime().nullable(),
  changedBy: z.string().nullable(),
  nextRuns: z.array(NextRun).describe('The next five; none while it is off'),
  lastRun: Run.nullable(),
});
export type Schedule = z.infer<typeof Schedule>;

export const ScheduleList = z.object({ items: z.array(Schedule) });
export type ScheduleList = z.infer<typeof ScheduleList>;

/** A change to a schedule. What is left out stays; null goes back to what is declared. */
export const UpdateSchedule = z
  .strictObject({
    version: z.int().min(0).describe('The version this change was made on'),
    enabled: z.boolean().optional(),
    cron: z.string().max(200).nullable().optional(),
    timeZone: z.string().max(100).nullable().optional(),
    parameters: ScheduleParameters.nullable().optional(),
  })
  .refine(({ version: _version, ...change }) => Object.keys(change).length > 0, 'name at least one field to change')
  .meta({ examples: [{ version: 0, cron: '30 8 * * 1-5', timeZone: 'Europe/Berlin' }, { version: 1, enabled: false }] });
export type UpdateSchedule = z.infer<typeof UpdateSchedule>;
