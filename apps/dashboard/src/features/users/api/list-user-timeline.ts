import { UserTimeline, type User } from '@carillon/domain';
import { useInfiniteQuery } from '@tanstack/react-query';
import { pagedQuery } from '../../../lib/http/paged-query.ts';
import { useFollowUser } from './follow-user.ts';
import { usersKey } from './list-users.ts';

/** What happened, and what was kept from happening, the newest first. */
export function useUserTimeline(user: Pick<User, 'id' | 'email'>) {
  return useInfiniteQuery({
    ...pagedQuery(UserTimeline, { queryKey: [...usersKey, 'timeline', user.id], url: `/users/${encodeURIComponent(user.id)}/timeline`, params: { limit: 50 } }),
    refetchInterval: useFollowUser('timeline', user),
  });
}
