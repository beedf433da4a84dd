import { User } from '@carillon/domain';
import { useQuery } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { usePollInterval } from '../../../lib/live/live-provider.tsx';
import { usersKey } from './list-users.ts';

export function useUser(id: string) {
  return useQuery({
    queryKey: [...usersKey, 'one', id],
    queryFn: ({ signal }) => request(User, { url: `/users/${encodeURIComponent(id)}`, signal }),
    refetchInterval: usePollInterval(),
  });
}
