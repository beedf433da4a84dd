import { RunPage, type ScheduleName } from '@carillon/domain';
import { useInfiniteQuery } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { usePollInterval } from '../../../lib/live/live-provider.tsx';
import { scheduleKeys } from './schedule-keys.ts';

/** The runs of a schedule, newest first. Read again with the schedule when one makes progress (see `useFollowRuns`). */
export function useRuns(rule: ScheduleName) {
  return useInfiniteQuery({
    queryKey: scheduleKeys.runs(rule),
    queryFn: ({ pageParam, signal }) => request(RunPage, { url: `/schedules/${rule}/runs`, params: { limit: 20, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: usePollInterval(),
  });
}
