import { UserOutlook } from '@carillon/domain';
import { useQuery } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { usersKey } from './list-users.ts';

/** What each rule says about a user now. */
export function useUserOutlook(id: string) {
  return useQuery({
    queryKey: [...usersKey, 'outlook', id],
    queryFn: ({ signal }) => request(UserOutlook, { url: `/users/${encodeURIComponent(id)}/rules`, signal }),
  });
}
