import { isTimeZone, type Timetable } from '@carillon/domain';
import { CronExpressionParser } from 'cron-parser';
import { slotsAfter } from './slots.ts';

/** Why a timetable can not be used; `field` is which half of it, `message` continues "cron …" or "timeZone …". */
export interface TimetableProblem {
  field: keyof Timetable;
  code: 'invalid-cron' | 'too-often' | 'never-fires' | 'unknown-time-zone';
  message: string;
}

/** Everything that is wrong with a timetable that a person typed. `now`: impossible dates are looked for from then on. */
export function checkTimetable({ cron, timeZone }: Timetable, now: Date): TimetableProblem[] {
  const zoneKnown = isTimeZone(timeZone);
  const zoneProblem: TimetableProblem = { field: 'timeZone', code: 'unknown-time-zone', message: `is not a known time zone: "${timeZone}". Use an IANA name such as Europe/Berlin` };
  const cronProblem = checkCron(cron, zoneKnown ? timeZone : 'Etc/UTC', now);
  return [...(cronProblem === null ? [] : [cronProblem]), ...(zoneKnown ? [] : [zoneProblem])];
}

function checkCron(cron: string, timeZone: string, now: Date): TimetableProblem | null {
  const problem = (code: TimetableProblem['code'], message: string): TimetableProblem => ({ field: 'cron', code, message });
  const fields = cron.trim().split(/\s+/);
  if (fields.length !== 5 && fields.length !== 6) return problem('invalid-cron', `must have five fields (minute hour day month weekday), or six with seconds in front; this has ${cron.trim() === '' ? 0 : fields.length}`);
  // What every cron understands; `L`, `W` and `#` mean different things to different ones.
  const strange = fields.find((field) => !/^(\*|[A-Za-z]{3}|\d{1,2})([-/,](\*|[A-Za-z]{3}|\d{1,2}))*$/.test(field));
  if (strange !== undefined) return problem('invalid-cron', `has a field that can not be read: "${strange}". Numbers, names, and * , - / are understood`);
  let seconds: number;
  try {
    seconds = CronExpressionParser.parse(cron, { tz: timeZone }).fields.second.values.length;
  } catch (error) {
    return error instanceof Error && error.message.includes('day of month')
      ? problem('never-fires', 'names a date that no calendar has, so it would never fire')
      : problem('invalid-cron', `can not be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (seconds > 1) return problem('too-often', `would fire ${seconds} times a minute; once a minute is the most`);
  if (slotsAfter({ cron, timeZone }, now).next().done === true) return problem('never-fires', 'names a date that no calendar has, so it would never fire');
  return null;
}
