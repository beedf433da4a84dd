import { AcceptedNotification, Campaign, CancelResult, LaunchResult, RetryFailedResult, type RetryFailed } from '@carillon/domain';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { campaignKeys } from './campaign-keys.ts';

/** What a launch would do now: whom it reaches, what they read, what stands against it. Read anew for each version. */
export function useReview({ id, version }: Campaign, enabled: boolean) {
  return useQuery({
    queryKey: campaignKeys.review(id, version),
    queryFn: async ({ signal }) => (await request(LaunchResult, { method: 'post', url: `/campaigns/${encodeURIComponent(id)}/launch`, data: { dryRun: true }, signal, timeout: 120_000 })).review,
    enabled,
    gcTime: 0,
  });
}

export function useLaunch(id: string) {
  return useSteer(id, (now: boolean) => request(LaunchResult, { method: 'post', url: `/campaigns/${encodeURIComponent(id)}/launch`, data: { now } }));
}

export function useSteerSimply(id: string) {
  return useSteer(id, (verb: 'pause' | 'resume' | 'unschedule') => request(Campaign, { method: 'post', url: `/campaigns/${encodeURIComponent(id)}/${verb}` }));
}

export function useCancelCampaign(id: string) {
  return useSteer(id, () => request(CancelResult, { method: 'post', url: `/campaigns/${encodeURIComponent(id)}/cancel` }));
}

export function useRetryFailed(id: string) {
  return useSteer(id, (statuses: RetryFailed['statuses']) => request(RetryFailedResult, { method: 'post', url: `/campaigns/${encodeURIComponent(id)}/retry-failed`, data: { statuses } }));
}

/** How many another round would reach, by the server. */
export function useRetryCount(id: string, statuses: RetryFailed['statuses'], enabled: boolean) {
  return useQuery({
    queryKey: [...campaignKeys.detail(id), 'retry-count', statuses],
    queryFn: ({ signal }) => request(RetryFailedResult, { method: 'post', url: `/campaigns/${encodeURIComponent(id)}/retry-failed`, data: { dryRun: true, statuses }, signal }),
    enabled,
    gcTime: 0,
  });
}

export function useTestCampaign(id: string) {
  return useMutation({ mutationFn: (to: string) => request(AcceptedNotification, { method: 'post', url: `/campaigns/${encodeURIComponent(id)}/test`, data: { to } }) });
}

function useSteer<Variables, Result>(id: string, mutationFn: (variables: Variables) => Promise<Result>) {
  const queryClient = useQueryClient();
  const refresh = () => Promise.all([queryClient.invalidateQueries({ queryKey: campaignKeys.detail(id) }), queryClient.invalidateQueries({ queryKey: campaignKeys.lists })]);
  return useMutation({ mutationFn, onSettled: refresh });
}
