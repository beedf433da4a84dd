import { UserTimeline } from '@carillon/domain';
import { useInfiniteQuery } from '@tanstack/react-query';
import { pagedQuery } from '../../../lib/http/paged-query.ts';
import { usePollInterval } from '../../../lib/live/live-provider.tsx';
import { usersKey } from './list-users.ts';

/** What happened, and what was kept from happening, the newest first. */
export function useUserTimeline(id: string) {
  return useInfiniteQuery({
    ...pagedQuery(UserTimeline, { queryKey: [...usersKey, 'timeline', id], url: `/users/${encodeURIComponent(id)}/timeline`, params: { limit: 50 } }),
    refetchInterval: usePollInterval(),
  });
}
