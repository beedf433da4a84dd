import { RuleName, ScheduleList, type Schedule } from '@carillon/domain';
import { useQuery } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';

/** Time alone moves what comes next. */
const REFRESH_MS = 30_000;
const MOST = 5;

export interface NextSchedule {
  rule: RuleName;
  at: string;
  cronInWords: string;
  /** By whose clock the words are meant. */
  timeZone: string;
}

/** The rules that the clock sweeps next, soonest first. Maintenance comes all the time and is left out. */
export function useNextSchedules() {
  return useQuery({ queryKey: ['schedules', 'next'], queryFn: ({ signal }) => request(ScheduleList, { url: '/schedules', signal }), select: ({ items }) => nextSchedules(items), refetchInterval: REFRESH_MS });
}

export function nextSchedules(schedules: readonly Pick<Schedule, 'rule' | 'nextRuns' | 'cronInWords' | 'timeZone'>[]): NextSchedule[] {
  return schedules
    .flatMap(({ rule, nextRuns: [next], cronInWords, timeZone }) => {
      const name = RuleName.safeParse(rule);
      return name.success && next !== undefined ? [{ rule: name.data, at: next.at, cronInWords, timeZone }] : [];
    })
    .toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at))
    .slice(0, MOST);
}
