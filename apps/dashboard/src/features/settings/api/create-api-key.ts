import { CreatedApiKey, type CreateApiKey } from '@carillon/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { apiKeysKey } from './list-api-keys.ts';

/** The answer is the only one that contains the key; it is forgotten as soon as nothing shows it. */
export function useCreateApiKey() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateApiKey) => request(CreatedApiKey, { method: 'post', url: '/api-keys', data: body }),
    gcTime: 0,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: apiKeysKey }),
  });
}
