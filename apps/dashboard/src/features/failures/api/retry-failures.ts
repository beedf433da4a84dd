import { RetryFailuresResult, type FailureFilter } from '@carillon/domain';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { failureKeys } from './failure-keys.ts';

/** What is to be tried again: all that the filter has, or of it what failed for one of the reasons. */
export interface FailureSelection {
  filter: FailureFilter;
  reasons?: string[];
}

/** How many that are now, by the server; nothing while nothing is asked for. */
export function useRetryCount(selection: FailureSelection | null) {
  return useQuery({
    queryKey: failureKeys.count(selection ?? {}),
    queryFn: ({ signal }) => request(RetryFailuresResult, { method: 'post', url: '/failures/retry', data: { ...selection, dryRun: true }, signal }),
    enabled: selection !== null,
    gcTime: 0,
  });
}

export function useRetryFailures() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ selection, key }: { selection: FailureSelection; key: string }) => request(RetryFailuresResult, { method: 'post', url: '/failures/retry', data: selection, headers: { 'Idempotency-Key': key } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: failureKeys.lists }),
  });
}
