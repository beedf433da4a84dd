import { DeadLetterGroups, RetryDeadLettersResult, type DeadLetterGroup } from '@carillon/domain';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { failureKeys } from './failure-keys.ts';

const REFRESH_MS = 10_000;
type Group = Pick<DeadLetterGroup, 'jobName' | 'reason'>;

export function useDeadLetters() {
  return useQuery({ queryKey: failureKeys.deadLetters, queryFn: ({ signal }) => request(DeadLetterGroups, { url: '/dead-letters', signal }), refetchInterval: REFRESH_MS });
}

export function useRetryDeadLetters() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ jobName, reason }: Group) => request(RetryDeadLettersResult, { method: 'post', url: '/dead-letters/retry', data: { jobName, reason } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: failureKeys.deadLetters }),
  });
}
