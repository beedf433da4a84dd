import { InboxPage } from '@carillon/domain';
import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { pagedQuery } from '../../../lib/http/paged-query.ts';
import { useLiveEvents, usePollInterval } from '../../../lib/live/live-provider.tsx';
import { readAgain } from '../../../lib/live/read-again.ts';
import { useThrottled } from '../../../lib/live/use-throttled.ts';

/** What the mail sandbox received, the newest first; read again when something arrives. */
export function useInbox(filter: { to: string; search: string }) {
  const queryClient = useQueryClient();
  const queryKey = ['inbox', 'list', filter];
  const refresh = useThrottled(() => readAgain(queryClient, { queryKey }));
  useLiveEvents((events) => {
    if (events.some((event) => event.type === 'inbox.received')) refresh();
  });
  return useInfiniteQuery({
    ...pagedQuery(InboxPage, { queryKey, url: '/inbox', params: { ...filter, limit: 50 } }),
    placeholderData: keepPreviousData,
    refetchInterval: usePollInterval(),
  });
}
