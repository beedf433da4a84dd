import { useMutation, useQueryClient } from '@tanstack/react-query';
import { requestNothing } from '../../../lib/http/request.ts';
import { templateKeys } from './template-keys.ts';

export function useDeleteTemplate(name: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => requestNothing({ method: 'delete', url: `/templates/${encodeURIComponent(name)}` }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: templateKeys.list }),
  });
}
