import { UserPage, type UserStatus } from '@carillon/domain';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { pagedQuery } from '../../../lib/http/paged-query.ts';

export const usersKey = ['users'] as const;

/** Users, the newest first; `search` is the beginning of words of a name or address, or an id. */
export function useUsers(filter: { search: string; tag: string; status: UserStatus | null }) {
  return useInfiniteQuery({
    ...pagedQuery(UserPage, { queryKey: [...usersKey, 'list', filter], url: '/users', params: { ...filter, search: filter.search.trim(), tag: filter.tag.trim(), limit: 50 } }),
    placeholderData: keepPreviousData,
  });
}
