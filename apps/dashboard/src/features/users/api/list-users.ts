import { UserPage, type UserStatus } from '@carillon/domain';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';

export const usersKey = ['users'] as const;

/** Users, the newest first; `search` is the beginning of words of a name or address, or an id. */
export function useUsers(filter: { search: string; tag: string; status: UserStatus | null }) {
  return useInfiniteQuery({
    queryKey: [...usersKey, 'list', filter],
    queryFn: ({ pageParam, signal }) => request(UserPage, { url: '/users', params: { ...filter, search: filter.search.trim(), tag: filter.tag.trim(), limit: 50, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}
