import { RunPage, type ScheduleName } from '@carillon/domain';
import { useInfiniteQuery } from '@tanstack/react-query';
import { pagedQuery } from '../../../lib/http/paged-query.ts';
import { useRunsInterval } from './follow-runs.ts';
import { scheduleKeys } from './schedule-keys.ts';

/** The runs of a schedule, newest first. Read again with the schedule when one makes progress (see `useFollowRuns`). */
export function useRuns(rule: ScheduleName) {
  const intervalOf = useRunsInterval();
  return useInfiniteQuery({
    ...pagedQuery(RunPage, { queryKey: scheduleKeys.runs(rule), url: `/schedules/${encodeURIComponent(rule)}/runs`, params: { limit: 20 } }),
    refetchInterval: ({ state: { data } }) => intervalOf(data?.pages.flatMap(({ items }) => items) ?? []),
  });
}
