import { UserOutlook, type User } from '@carillon/domain';
import { useQuery } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { useFollowUser } from './follow-user.ts';
import { usersKey } from './list-users.ts';

/** What each rule says about a user now. */
export function useUserOutlook(user: Pick<User, 'id' | 'email'>) {
  return useQuery({
    queryKey: [...usersKey, 'outlook', user.id],
    queryFn: ({ signal }) => request(UserOutlook, { url: `/users/${encodeURIComponent(user.id)}/rules`, signal }),
    refetchInterval: useFollowUser('outlook', user),
  });
}
