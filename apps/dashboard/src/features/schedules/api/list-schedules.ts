import { ScheduleList } from '@carillon/domain';
import { useQuery } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { useFollowRuns, useRunsInterval } from './follow-runs.ts';
import { scheduleKeys } from './schedule-keys.ts';

export function useSchedules() {
  useFollowRuns();
  const intervalOf = useRunsInterval();
  return useQuery({
    queryKey: scheduleKeys.list,
    queryFn: ({ signal }) => request(ScheduleList, { url: '/schedules', signal }),
    refetchInterval: ({ state: { data } }) => intervalOf(data?.items.flatMap(({ lastRun }) => lastRun ?? []) ?? []),
  });
}
