import { Session } from '@carillon/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { sessionQuery } from './get-session.ts';

/** Signs in as the local administrator; offered by local installations only. The token in the answer is not kept. */
export function useDevLogin() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => request(Session, { method: 'post', url: '/auth/dev-login', data: {} }),
    onSuccess: (session) => queryClient.setQueryData(sessionQuery.queryKey, session),
  });
}
