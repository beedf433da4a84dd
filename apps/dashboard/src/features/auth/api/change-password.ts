import { Session, type ChangePassword } from '@carillon/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { sessionQuery } from './get-session.ts';

/** Changes one's own password. Every other session ends; this one goes on under the cookie of the answer. */
export function useChangePassword() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: ChangePassword) => request(Session, { method: 'post', url: '/auth/password', data: body }),
    // What was typed is kept no longer than the dialog is open.
    gcTime: 0,
    onSuccess: (session) => queryClient.setQueryData(sessionQuery.queryKey, session),
  });
}
