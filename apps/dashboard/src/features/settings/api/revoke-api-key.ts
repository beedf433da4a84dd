import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ApiKeyId } from '@carillon/domain';
import { requestNothing } from '../../../lib/http/request.ts';
import { apiKeysKey } from './list-api-keys.ts';

export function useRevokeApiKey(id: ApiKeyId) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => requestNothing({ method: 'delete', url: `/api-keys/${encodeURIComponent(id)}` }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: apiKeysKey }),
  });
}
