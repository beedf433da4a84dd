import { useMutation, useQueryClient } from '@tanstack/react-query';
import { requestNothing } from '../../../lib/http/request.ts';
import { sessionQuery } from './get-session.ts';

/** Signs out and forgets everything that was read. */
export function useSignOut() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => requestNothing({ method: 'post', url: '/auth/sign-out' }),
    onSuccess: () => {
      queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' && queryKey[0] !== 'auth-methods' });
      queryClient.setQueryData(sessionQuery.queryKey, null);
    },
  });
}
