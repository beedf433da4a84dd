import { Schedule, type RuleName } from '@carillon/domain';
import { useQuery } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { useFollowRuns } from './follow-runs.ts';
import { scheduleKeys } from './schedule-keys.ts';

export function useSchedule(rule: RuleName) {
  const refetchInterval = useFollowRuns();
  return useQuery({ queryKey: scheduleKeys.detail(rule), queryFn: ({ signal }) => request(Schedule, { url: `/schedules/${rule}`, signal }), refetchInterval });
}
