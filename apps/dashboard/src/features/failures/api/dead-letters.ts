import { DeadLetterGroups, RetryDeadLettersResult, type DeadLetterGroup } from '@carillon/domain';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { failureKeys } from './failure-keys.ts';

const REFRESH_MS = 10_000;
type Group = Pick<DeadLetterGroup, 'jobName' | 'reason'>;

export function useDeadLetters() {
  return useQuery({ queryKey: failureKeys.deadLetters, queryFn: ({ signal }) => request(DeadLetterGroups, { url: '/dead-letters', signal }), refetchInterval: REFRESH_MS });
}

/** How many jobs of a group that are now, by the server; nothing while nothing is asked for. */
export function useDeadLetterCount(group: Group | null) {
  return useQuery({
    queryKey: failureKeys.deadLetterCount(group ?? {}),
    queryFn: ({ signal }) => request(RetryDeadLettersResult, { method: 'post', url: '/dead-letters/retry', data: { jobName: group?.jobName, reason: group?.reason, dryRun: true }, signal }),
    enabled: group !== null,
    gcTime: 0,
  });
}

export function useRetryDeadLetters() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ jobName, reason }: Group) => request(RetryDeadLettersResult, { method: 'post', url: '/dead-letters/retry', data: { jobName, reason } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: failureKeys.deadLetters }),
  });
}
