const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Formatters are costly to make and few: one for each zone that was asked for. There are about 600 names, but their case does not count. */
const MOST_REMEMBERED = 1_000;
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone, calendar: 'iso8601', hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
  });
  if (formatters.size >= MOST_REMEMBERED) formatters.clear();
  formatters.set(timeZone, made);
  return made;
}

/** Whether the IANA database, as this runtime has it, knows the name; bare offsets are none, as they know no daylight saving. */
export function isTimeZone(name: string): boolean {
  // Newer runtimes make formatters for `+02:00`, too.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    formatterOf(name);
    return true;
  } catch {
    return false;
  }
}

/** A sweep asks for the same few instants in every zone, once for each subject; asking Intl costs more than all the rest of deciding. */
const wallClocks = new Map<string, number>();
const MOST_WALL_CLOCKS = 5_000;

/** The wall clock of a zone, as if it were UTC: milliseconds. */
function wallClock(instant: number, timeZone: string): number {
  const key = `${instant} ${timeZone}`;
  const known = wallClocks.get(key);
  if (known !== undefined) return known;
  const read = readWallClock(instant, timeZone);
  if (wallClocks.size >= MOST_WALL_CLOCKS) wallClocks.clear();
  wallClocks.set(key, read);
  return read;
}

function readWallClock(instant: number, timeZone: string): number {
  const parts = Object.fromEntries(formatterOf(timeZone).formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** The calendar day, `2026-03-29`, that it is in a zone. Throws a RangeError for a zone nobody knows. */
export function localDay(instant: Date, timeZone: string): string {
  return toDay(wallClock(instant.getTime(), timeZone));
}

/** Minutes since the day began by the wall clock: 23:59 is 1439, whatever the clocks did at night. */
export function localMinute(instant: Date, timeZone: string): number {
  return Math.floor((wallClock(instant.getTime(), timeZone) % DAY_MS) / MINUTE_MS);
}

/** The wall clock in words, `2026-03-29 07:00`: for a sentence that names its zone. */
export function localTime(instant: Date, timeZone: string): string {
  return new Date(wallClock(instant.getTime(), timeZone)).toISOString().slice(0, 16).replace('T', ' ');
}

/**
 * The first instant at which the wall clock of a zone shows `minute` on `day`. A time that happens twice is taken the first
 * time; one that is left out when clocks go forward is as much later as they go (as java.time does it).
 */
export function instantAt(day: string, minute: number, timeZone: string): Date {
  const wanted = Date.parse(day) + minute * MINUTE_MS;
  const offsetBefore = wallClock(wanted - DAY_MS, timeZone) - (wanted - DAY_MS);
  const offsetAfter = wallClock(wanted + DAY_MS, timeZone) - (wanted + DAY_MS);
  const candidates = [wanted - offsetBefore, wanted - offsetAfter].filter((candidate) => wallClock(candidate, timeZone) === wanted);
  return new Date(candidates.length === 0 ? wanted - offsetBefore : Math.min(...candidates));
}

/** `2024-02-28` and 1 → `2024-02-29`. */
export function addDays(day: string, days: number): string {
  return toDay(Date.parse(day) + days * DAY_MS);
}

/** Whole days from one calendar day to another; negative when `to` is the earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** An instant a number of 24-hour days before another. */
export function daysBefore(instant: Date, days: number): Date {
  return new Date(instant.getTime() - days * DAY_MS);
}

/** The earliest and the latest calendar day it is somewhere on Earth (UTC−12 to UTC+14). */
export function daysOnEarth(instant: Date): { earliest: string; latest: string } {
  return { earliest: toDay(instant.getTime() - 12 * 3_600_000), latest: toDay(instant.getTime() + 14 * 3_600_000) };
}

function toDay(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}
