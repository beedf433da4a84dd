import { Campaign, type CreateCampaign } from '@carillon/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request, requestNothing } from '../../../lib/http/request.ts';
import { campaignKeys } from './campaign-keys.ts';

/** Adds a draft, or changes one on top of the version that was loaded. One key makes one draft, however often it is sent. */
export function useSaveCampaign(base: Campaign | null, idempotencyKey: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: CreateCampaign) =>
      base === null
        ? request(Campaign, { method: 'post', url: '/campaigns', data: input, headers: { 'Idempotency-Key': idempotencyKey } })
        : request(Campaign, { method: 'patch', url: `/campaigns/${encodeURIComponent(base.id)}`, data: { ...input, version: base.version } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: campaignKeys.all }),
  });
}

export function useDeleteCampaign(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => requestNothing({ method: 'delete', url: `/campaigns/${encodeURIComponent(id)}` }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: campaignKeys.lists }),
  });
}
