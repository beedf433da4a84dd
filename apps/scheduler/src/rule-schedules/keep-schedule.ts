import type { RunRepository, ScheduleOverrideRepository } from '@carillon/db';
import { catchUpFrom, parametersInForce, timetableInForce, type Clock, type RunId, type ScheduleOverride, type Timetable } from '@carillon/domain';
import type { DeclaredSchedule } from '@carillon/jobs/schedules';
import { dueSlots, nextSlots } from '@carillon/queue/cron';
import { schedule as scheduleTask, type ScheduledTask } from 'node-cron';
import { enqueueRun, type EnqueueRunDeps } from './enqueue-run.ts';

export interface KeepScheduleDeps extends EnqueueRunDeps {
  overrides: Pick<ScheduleOverrideRepository, 'findOrCreate'>;
  runs: Pick<RunRepository, 'claim' | 'latestSlot'>;
  clock: Clock;
  newRunId(): RunId;
  onFired(schedule: string, outcome: 'enqueued' | 'taken' | 'failed'): void;
}

/** A timer that goes off early, and two machines that differ a little, are no clock that was turned back. */
const JITTER_MS = 1_000;

export const theClock = { kind: 'system', id: 'scheduler', name: 'The clock' } as const;

/**
 * Fires the slots of one schedule. node-cron wakes it in time; which slot that is, and whether it counts, is decided by
 * the timetable alone, so that two schedulers, a late timer and a look a second later all come to the same slot.
 */
export function keepSchedule(schedule: DeclaredSchedule, deps: KeepScheduleDeps) {
  const startedAt = deps.clock.now();
  let task: ScheduledTask | null = null;
  let armedFor: string | null = null;
  let lastSlot: Date | null | undefined;
  let lastLook: Date | null = null;
  /** No slot comes before this one; null: not known. */
  let upcoming: Date | null = null;
  /** Up to where slots are settled since the clock was turned back; null: it was not. */
  let settledUntil: Date | null = null;
  let turn: Promise<void> = Promise.resolve();

  async function look(wokenAt: Date | null): Promise<void> {
    const override = await deps.overrides.findOrCreate(schedule.rule);
    const timetable = timetableInForce(schedule, override);
    await arm(timetable, override);
    if (override.enabled) await fireDue(timetable, override, wokenAt);
  }

  async function arm(timetable: Timetable, { enabled, countsFrom }: ScheduleOverride): Promise<void> {
    const wanted = JSON.stringify([enabled, timetable, countsFrom]);
    if (wanted === armedFor) return;
    await task?.destroy();
    task = enabled ? scheduleTask(timetable.cron, ({ date }) => check(date), { name: schedule.rule, timezone: timetable.timeZone }) : null;
    upcoming = null;
    if (armedFor !== null) deps.logger.info('schedule.changed', { schedule: schedule.rule, enabled, ...timetable });
    armedFor = wanted;
  }

  async function fireDue(timetable: Timetable, override: ScheduleOverride, wokenAt: Date | null): Promise<void> {
    // A timer may go off a moment before the time it was set to.
    const now = new Date(Math.max(deps.clock.now().getTime(), wokenAt?.getTime() ?? 0));
    if (upcoming !== null && upcoming > now && !isAhead(lastLook, now)) return;
    lastLook = now;
    lastSlot ??= await deps.runs.latestSlot(schedule.rule);
    const from = catchUpFrom({ missedSlots: schedule.missedSlots, lastSlot, countsFrom: override.countsFrom, startedAt });
    settledUntil = isAhead(from, now) ? turnBack(settledUntil, now) : null;
    for (const slot of dueSlots(timetable, settledUntil ?? from, now)) {
      await fire(slot, override);
      if (settledUntil === null) lastSlot = slot;
      else settledUntil = slot;
    }
    upcoming = nextSlots(timetable, now, 1)[0] ?? null;
  }

  /**
   * Slots of the future were fired, by a clock that was ahead: that is no reason to wait until it is as late as they said.
   * Those that come meanwhile are fired, and the ones that were fired already are taken.
   */
  function turnBack(settled: Date | null, now: Date): Date {
    if (settled !== null && settled <= now) return settled;
    deps.logger.warn('schedule.clock-turned-back', { schedule: schedule.rule, lastSlot: lastSlot?.toISOString() ?? null });
    return now;
  }

  async function fire(slot: Date, override: ScheduleOverride): Promise<void> {
    const parameters = parametersInForce(schedule.parameters, override.parameters);
    const run = await deps.runs.claim({ id: deps.newRunId(), schedule: schedule.rule, slot, trigger: 'clock', startedBy: theClock, parameters });
    if (run === null) {
      deps.onFired(schedule.rule, 'taken');
      return;
    }
    deps.logger.info('schedule.fired', { schedule: schedule.rule, runId: run.id, slot: run.slot });
    deps.onFired(schedule.rule, (await enqueueRun(deps, schedule, run)) ? 'enqueued' : 'failed');
  }

  /** Looks for changes and for a slot that is due, one look after the other. Never rejects: the next look tries again. */
  function check(wokenAt: Date | null = null): Promise<void> {
    turn = turn.then(() => look(wokenAt)).catch((error: unknown) => deps.logger.warn('schedule.not-checked', { schedule: schedule.rule, error }));
    return turn;
  }

  return {
    check,
    async stop(): Promise<void> {
      await turn;
      await task?.destroy();
    },
  };
}

function isAhead(instant: Date | null, now: Date): boolean {
  return instant !== null && instant.getTime() - now.getTime() > JITTER_MS;
}
