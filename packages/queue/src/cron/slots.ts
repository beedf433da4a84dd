import type { Timetable } from '@carillon/domain';
import { CronExpressionParser } from 'cron-parser';
import { zoneOffset } from './zone-offset.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * The slots of a timetable behind an instant, in order. A slot whose local time does not exist, because clocks go
 * forward, falls on the hour behind; one whose local time comes twice falls on the first. Ends when no slot is left.
 */
export function* slotsAfter({ cron, timeZone }: Timetable, after: Date): Generator<Date, void> {
  const expression = CronExpressionParser.parse(cron, { tz: timeZone, currentDate: startBefore(after, timeZone) });
  for (;;) {
    const slot = nextOrNone(expression);
    if (slot === null) return;
    if (slot > after) yield slot;
  }
}

/** The iterator tells the first of two equal local times from the second only when it comes from before both. */
function startBefore(after: Date, timeZone: string): Date {
  const earlier = new Date(after.getTime() - 3 * HOUR_MS);
  return zoneOffset(earlier, timeZone) === zoneOffset(after, timeZone) ? after : new Date(earlier.getTime() - 2 * HOUR_MS);
}

function nextOrNone(expression: { next(): { toDate(): Date } }): Date | null {
  try {
    return expression.next().toDate();
  } catch {
    return null; // the iterator gives up after years without a match
  }
}

/** The next few slots. */
export function nextSlots(timetable: Timetable, after: Date, count: number): Date[] {
  const slots: Date[] = [];
  for (const slot of slotsAfter(timetable, after)) {
    slots.push(slot);
    if (slots.length >= count) break;
  }
  return slots;
}

/** The newest slot behind `after` and not behind `until`, or null: what is due now, however much was missed before it. */
export function latestSlot(timetable: Timetable, after: Date, until: Date): Date | null {
  // The nearest past is looked at first: a busy timetable has millions of slots in a long absence.
  for (const distance of [HOUR_MS, DAY_MS, 35 * DAY_MS, Number.POSITIVE_INFINITY]) {
    const from = new Date(Math.max(after.getTime(), until.getTime() - distance));
    const slot = lastWithin(timetable, from, until);
    if (slot !== null || from.getTime() === after.getTime()) return slot;
  }
  return null;
}

/** Longer than that, and slots were missed: nobody was there. Shorter, and the machine was busy. */
const STUTTER_MS = 30_000;

/** What is to be fired at `until` when `after` was the last: every slot after a stutter, the newest alone after an absence. */
export function dueSlots(timetable: Timetable, after: Date, until: Date): Date[] {
  if (until.getTime() - after.getTime() <= STUTTER_MS) return [...slotsWithin(timetable, after, until)];
  const slot = latestSlot(timetable, after, until);
  return slot === null ? [] : [slot];
}

function* slotsWithin(timetable: Timetable, after: Date, until: Date): Generator<Date, void> {
  for (const slot of slotsAfter(timetable, after)) {
    if (slot > until) return;
    yield slot;
  }
}

function lastWithin(timetable: Timetable, after: Date, until: Date): Date | null {
  let latest: Date | null = null;
  for (const slot of slotsWithin(timetable, after, until)) latest = slot;
  return latest;
}
