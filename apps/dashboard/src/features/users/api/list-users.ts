import { UserPage, type UserStatus } from '@carillon/domain';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { pagedQuery } from '../../../lib/http/paged-query.ts';
import { rowCountQuery } from '../../../lib/http/row-count-query.ts';

export const usersKey = ['users'] as const;

interface UserListFilter {
  search: string;
  tag: string;
  status: UserStatus | null;
}
const toParams = (filter: UserListFilter) => ({ ...filter, search: filter.search.trim(), tag: filter.tag.trim() });

/** Users, the newest first; `search` is the beginning of words of a name or address, or an id. */
export function useUsers(filter: UserListFilter) {
  return useInfiniteQuery({
    ...pagedQuery(UserPage, { queryKey: [...usersKey, 'list', filter], url: '/users', params: { ...toParams(filter), limit: 50 } }),
    placeholderData: keepPreviousData,
  });
}

export function useUserCount(filter: UserListFilter) {
  return useQuery(rowCountQuery({ queryKey: [...usersKey, 'list', 'count', filter], url: '/users/count', params: toParams(filter) }));
}
