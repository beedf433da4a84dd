import { Schedule, type ScheduleName, type ScheduleList, type UpdateSchedule } from '@carillon/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { scheduleKeys } from './schedule-keys.ts';

/** Changes a schedule. A change made on an older version is refused, and the newest is read. */
export function useUpdateSchedule(rule: ScheduleName) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (change: UpdateSchedule) => {
      // A reading that is under way would bring the schedule from before back onto the screen.
      await queryClient.cancelQueries({ queryKey: scheduleKeys.all });
      return request(Schedule, { method: 'patch', url: `/schedules/${encodeURIComponent(rule)}`, data: change });
    },
    onSuccess: (changed) => {
      queryClient.setQueryData(scheduleKeys.detail(rule), changed);
      queryClient.setQueryData<ScheduleList>(scheduleKeys.list, (current) => current && { items: current.items.map((schedule) => (schedule.rule === rule ? changed : schedule)) });
    },
    onError: () => queryClient.invalidateQueries({ queryKey: scheduleKeys.all }),
  });
}
