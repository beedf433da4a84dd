import { Run, type ScheduleName } from '@carillon/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { scheduleKeys } from './schedule-keys.ts';

/** Sweeps a rule now. One key makes one run, however often it is sent. */
export function useStartRun(rule: ScheduleName) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (idempotencyKey: string) => request(Run, { method: 'post', url: `/schedules/${encodeURIComponent(rule)}/run`, headers: { 'Idempotency-Key': idempotencyKey } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: scheduleKeys.all }),
  });
}
