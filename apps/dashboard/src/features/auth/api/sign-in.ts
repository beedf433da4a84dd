import { Session, type SignIn } from '@carillon/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { sessionQuery } from './get-session.ts';

export function useSignIn() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: SignIn) => request(Session, { method: 'post', url: '/auth/sign-in', data: body }),
    onSuccess: (session) => queryClient.setQueryData(sessionQuery.queryKey, session),
  });
}
