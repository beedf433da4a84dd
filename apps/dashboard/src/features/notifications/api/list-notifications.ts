import { NotificationPage, type NotificationFilter, type NotificationSummary, type Page } from '@carillon/domain';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { request } from '../../../lib/http/request.ts';
import { useLiveEvents, useLiveStatus, usePollInterval } from '../../../lib/live/live-provider.tsx';
import { addWaiting, MAX_WAITING, mergeRows, prependRows, type LogPages } from '../merge-rows.ts';
import { notificationKeys } from './notification-keys.ts';

const PAGE_SIZE = 100;
interface Waiting {
  rows: ReadonlyMap<string, NotificationSummary>;
  /** More happened than a page holds: the rows between can only be had by reading anew. */
  gap: boolean;
}
const nothingWaiting: Waiting = { rows: new Map(), gap: false };

function listNotifications(filter: NotificationFilter, cursor: string | null, signal: AbortSignal): Promise<Page<NotificationSummary>> {
  return request(NotificationPage, { url: '/notifications', params: { ...filter, limit: PAGE_SIZE, cursor }, signal });
}

/**
 * The log, page by page; mount it anew for another filter. What happens updates rows in place; new rows are counted in
 * `waiting` until `showWaiting`, or come in at once while `follow` holds. While there is no live connection (and after a return
 * to a log that was kept) the head of the log is read instead, and merged in the same way.
 */
export function useNotificationLog(filter: NotificationFilter, follow: boolean) {
  const queryClient = useQueryClient();
  const key = notificationKeys.log(filter);
  const liveStatus = useLiveStatus();
  const pollInterval = usePollInterval();
  const [keptFromBefore] = useState(() => queryClient.getQueryData(key) !== undefined);
  const [waiting, setWaiting] = useState(nothingWaiting);

  const log = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => listNotifications(filter, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    // Events keep it fresh. Reading hundreds of pages again because a window got the focus would help nobody.
    staleTime: Infinity,
    gcTime: 120_000,
  });
  const head = useQuery({
    queryKey: notificationKeys.head(filter),
    queryFn: ({ signal }) => listNotifications(filter, null, signal),
    enabled: log.data !== undefined && (keptFromBefore || liveStatus === 'lost'),
    refetchInterval: pollInterval,
    gcTime: 0,
  });

  function takeIn(news: readonly NotificationSummary[]): void {
    const current = queryClient.getQueryData<LogPages>(key);
    if (current === undefined || news.length === 0) return;
    const merged = mergeRows(current, news, filter);
    const gap = merged.arrived.length >= PAGE_SIZE;
    const next = follow && !gap ? prependRows(merged.log, merged.arrived) : merged.log;
    if (next !== current) queryClient.setQueryData(key, next);
    if (next === merged.log) setWaiting((before) => ({ rows: addWaiting(before.rows, news, merged.arrived, filter), gap: before.gap || gap }));
  }

  useLiveEvents((events) => takeIn(events.flatMap((event) => (event.type === 'notification.changed' ? [event.notification] : []))));
  const takeInHead = useEffectEvent(takeIn);
  useEffect(() => {
    if (head.data !== undefined) takeInHead(head.data.items);
  }, [head.data]);

  // The server may have restarted in between and know no place to resume from: read once more after every return.
  const wasLost = useRef(false);
  const readHead = useEffectEvent(() => void head.refetch());
  useEffect(() => {
    if (liveStatus === 'open' && wasLost.current) readHead();
    wasLost.current = liveStatus === 'lost';
  }, [liveStatus]);

  /** Shows what waits. Beyond what is kept, the first page is read anew and the others are forgotten. */
  function showWaiting(): void {
    setWaiting(nothingWaiting);
    if (!waiting.gap && waiting.rows.size <= MAX_WAITING) {
      queryClient.setQueryData<LogPages>(key, (current) => current && prependRows(current, [...waiting.rows.values()]));
      return;
    }
    queryClient.setQueryData<LogPages>(key, (current) => current && { pages: current.pages.slice(0, 1), pageParams: current.pageParams.slice(0, 1) });
    void log.refetch();
  }

  return { log, head, waiting: waiting.rows.size, showWaiting };
}
