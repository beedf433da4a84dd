import { UserTimeline } from '@carillon/domain';
import { useInfiniteQuery } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { usePollInterval } from '../../../lib/live/live-provider.tsx';
import { usersKey } from './list-users.ts';

/** What happened, and what was kept from happening, the newest first. */
export function useUserTimeline(id: string) {
  return useInfiniteQuery({
    queryKey: [...usersKey, 'timeline', id],
    queryFn: ({ pageParam, signal }) => request(UserTimeline, { url: `/users/${encodeURIComponent(id)}/timeline`, params: { limit: 50, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: usePollInterval(),
  });
}
