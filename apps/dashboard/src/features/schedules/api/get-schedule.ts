import { Schedule, type ScheduleName } from '@carillon/domain';
import { useQuery } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { useFollowRuns, useRunsInterval } from './follow-runs.ts';
import { scheduleKeys } from './schedule-keys.ts';

export function useSchedule(rule: ScheduleName) {
  useFollowRuns();
  const intervalOf = useRunsInterval();
  return useQuery({
    queryKey: scheduleKeys.detail(rule),
    queryFn: ({ signal }) => request(Schedule, { url: `/schedules/${encodeURIComponent(rule)}`, signal }),
    refetchInterval: ({ state: { data } }) => intervalOf(data?.lastRun ? [data.lastRun] : []),
  });
}
