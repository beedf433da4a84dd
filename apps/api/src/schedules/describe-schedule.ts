import type { RunRepository, ScheduleOverrideRepository } from '@carillon/db';
import { CarillonError, groupOf, parametersInForce, Schedule, timetableInForce, type Clock, type ScheduleName, type ScheduleOverride } from '@carillon/domain';
import type { DeclaredSchedule } from '@carillon/jobs/schedules';
import { nextSlots, toLocalTime } from '@carillon/queue/cron';
import { z } from 'zod';
import { cronInWords } from './cron-in-words.ts';

const NEXT_RUNS = 5;

export interface DescribeScheduleDeps {
  schedules: readonly DeclaredSchedule[];
  scheduleOverrides: ScheduleOverrideRepository;
  runs: RunRepository;
  clock: Clock;
}

/** A schedule as it is in force, with what comes next and what came last. */
export async function describeSchedule({ scheduleOverrides, runs, clock }: DescribeScheduleDeps, declared: DeclaredSchedule): Promise<Schedule> {
  const [override, lastRun] = await Promise.all([scheduleOverrides.findOrCreate(declared.rule), runs.latest(declared.rule)]);
  const timetable = timetableInForce(declared, override);
  return {
    rule: declared.rule,
    group: groupOf(declared.rule),
    description: declared.description,
    enabled: override.enabled,
    ...timetable,
    cronInWords: cronInWords(timetable.cron),
    missedSlots: declared.missedSlots,
    parameters: parametersInForce(declared.parameters, override.parameters),
    parametersSchema: Schedule.shape.parametersSchema.parse(z.toJSONSchema(declared.parameters, { io: 'input' })),
    declared: { cron: declared.cron, timeZone: declared.timeZone, parameters: parametersInForce(declared.parameters, null) },
    version: override.version,
    changedAt: override.changedAt?.toISOString() ?? null,
    changedBy: override.changedBy,
    nextRuns: nextRuns(timetable, override, clock.now()),
    lastRun,
  };
}

function nextRuns(timetable: Pick<Schedule, 'cron' | 'timeZone'>, { enabled }: ScheduleOverride, now: Date): Schedule['nextRuns'] {
  if (!enabled) return [];
  return nextSlots(timetable, now, NEXT_RUNS).map((slot) => ({ at: slot.toISOString(), local: toLocalTime(slot, timetable.timeZone) }));
}

/** Throws `not-found` for what the clock never starts. */
export function declaredSchedule<Schedule extends DeclaredSchedule>(schedules: readonly Schedule[], rule: ScheduleName): Schedule {
  const found = schedules.find((schedule) => schedule.rule === rule);
  if (found === undefined) throw new CarillonError('not-found', `There is no schedule for ${rule}.`);
  return found;
}
