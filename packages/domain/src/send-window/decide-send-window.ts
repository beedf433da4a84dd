import { addDays, instantAt, localDay, localMinute, localTime } from '../instant/calendar.ts';

/** Minutes of the day between which nothing is sent; `from` may be later than `to`: then the night is meant. */
export interface QuietHours {
  fromMinute: number;
  toMinute: number;
}

/** When a message may leave: now, or not before `until`. */
export type WindowDecision = { kind: 'open' } | { kind: 'closed'; until: Date; reason: string };

const open: WindowDecision = { kind: 'open' };

/** Whether it is a time at which the user may be disturbed. The beginning of quiet hours is quiet, their end is not. */
export function decideQuietHours(now: Date, timeZone: string, quiet: QuietHours | null): WindowDecision {
  if (quiet === null) return open;
  const minute = localMinute(now, timeZone);
  const { fromMinute, toMinute } = quiet;
  const overnight = fromMinute > toMinute;
  const isQuiet = overnight ? minute >= fromMinute || minute < toMinute : minute >= fromMinute && minute < toMinute;
  if (!isQuiet) return open;
  const today = localDay(now, timeZone);
  const until = instantAt(overnight && minute >= fromMinute ? addDays(today, 1) : today, toMinute, timeZone);
  // In the night the clocks go back, the opening hour comes twice; its first time may be over.
  return { kind: 'closed', until: until > now ? until : new Date(now.getTime() + 60_000), reason: `Quiet hours in ${timeZone}: held back until ${localTime(until, timeZone)} there` };
}

/** A user who has got the day's `cap` of reminders gets the next one when the following day opens. */
export function decideDailyCap(now: Date, timeZone: string, cap: number, quiet: QuietHours | null): Extract<WindowDecision, { kind: 'closed' }> {
  const tomorrow = instantAt(addDays(localDay(now, timeZone), 1), 0, timeZone);
  const morning = decideQuietHours(tomorrow, timeZone, quiet);
  const until = morning.kind === 'open' ? tomorrow : morning.until;
  return { kind: 'closed', until, reason: `The user got ${cap} reminders today, which is the most: held back until ${localTime(until, timeZone)} in ${timeZone}` };
}
