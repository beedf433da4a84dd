import { User, type CreateUser, type RecordConsent, type UpdateUser } from '@carillon/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request, requestNothing } from '../../../lib/http/request.ts';
import { usersKey } from './list-users.ts';

export function useCreateUser() {
  const refresh = useRefresh();
  return useMutation({ mutationFn: (body: CreateUser) => request(User, { method: 'post', url: '/users', data: body }), onSuccess: refresh });
}

export function useUpdateUser(id: string) {
  const refresh = useRefresh();
  return useMutation({ mutationFn: (body: UpdateUser) => request(User, { method: 'patch', url: `/users/${encodeURIComponent(id)}`, data: body }), onSuccess: refresh });
}

export function useRecordConsent(id: string) {
  const refresh = useRefresh();
  return useMutation({ mutationFn: (body: Pick<RecordConsent, 'category' | 'wanted'>) => request(User, { method: 'post', url: `/users/${encodeURIComponent(id)}/consent`, data: body }), onSuccess: refresh });
}

export function useDeleteUser(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => requestNothing({ method: 'delete', url: `/users/${encodeURIComponent(id)}` }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: [...usersKey, 'list'] }),
  });
}

function useRefresh() {
  const queryClient = useQueryClient();
  return (user: User) => {
    queryClient.setQueryData([...usersKey, 'one', user.id], user);
    return queryClient.invalidateQueries({ queryKey: usersKey });
  };
}
