import { NotificationPage, type NotificationFilter, type NotificationSummary, type Page } from '@carillon/domain';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { request } from '../../../lib/http/request.ts';
import { useLiveEvents, useLiveGap, useLiveStatus, usePollInterval } from '../../../lib/live/live-provider.tsx';
import { addWaiting, dropMissing, MAX_WAITING, mergeRows, newestFirst, prependRows, type LogPages } from '../merge-rows.ts';
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

/** The loaded part of a log once more, from the newest row to the oldest that was loaded, and the log as it was when this began. */
async function readLoaded(filter: NotificationFilter, before: LogPages, signal: AbortSignal): Promise<{ before: LogPages; rows: NotificationSummary[] }> {
  const oldest = before.pages.at(-1)?.items.at(-1);
  const rows: NotificationSummary[] = [];
  let page: Page<NotificationSummary> | undefined;
  do {
    page = await listNotifications(filter, page?.nextCursor ?? null, signal);
    rows.push(...page.items);
  } while (page.nextCursor !== null && oldest !== undefined && page.items.every((row) => newestFirst(row, oldest) < 0));
  return { before, rows };
}

/**
 * The log, page by page; mount it anew for another filter. What happens updates rows in place; new rows are counted in
 * `waiting` until `showWaiting`, or come in at once while `follow` holds. While there is no live connection (and after a return
 * to a log that was kept) the head of the log is read instead, and merged in the same way; when events were missed, all that is loaded.
 */
export function useNotificationLog(filter: NotificationFilter, follow: boolean) {
  const queryClient = useQueryClient();
  const key = notificationKeys.log(filter);
  const liveStatus = useLiveStatus();
  const pollInterval = usePollInterval();
  const [keptFromBefore] = useState(() => queryClient.getQueryData(key) !== undefined);
  const [missed, setMissed] = useState(keptFromBefore && liveStatus !== 'open');
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
  const loaded = useQuery({
    queryKey: notificationKeys.loaded(filter),
    queryFn: ({ signal }) => readLoaded(filter, queryClient.getQueryData<LogPages>(key) ?? { pages: [], pageParams: [] }, signal),
    enabled: log.data !== undefined && missed,
    refetchOnWindowFocus: false,
    // Rows are compared with those of the log by their identity.
    structuralSharing: false,
    gcTime: 0,
  });
  // The first time this only begins to read, later ones are read as everything else is.
  useLiveGap(() => setMissed(true));

  function takeIn(news: readonly NotificationSummary[], { isWhole = false } = {}): void {
    const current = queryClient.getQueryData<LogPages>(key);
    if (current === undefined || news.length === 0) return;
    const merged = mergeRows(current, news, filter);
    const gap = !isWhole && merged.arrived.length >= PAGE_SIZE;
    const next = follow && !gap ? prependRows(merged.log, merged.arrived) : merged.log;
    if (next !== current) queryClient.setQueryData(key, next);
    if (next === merged.log) setWaiting((before) => ({ rows: addWaiting(before.rows, news, merged.arrived, filter), gap: before.gap || gap }));
  }

  useLiveEvents((events) => takeIn(events.flatMap((event) => (event.type === 'notification.changed' ? [event.notification] : []))));
  const takeInHead = useEffectEvent(takeIn);
  useEffect(() => {
    if (head.data !== undefined) takeInHead(head.data.items);
  }, [head.data]);

  const takeInLoaded = useEffectEvent(({ before, rows }: { before: LogPages; rows: NotificationSummary[] }) => {
    queryClient.setQueryData<LogPages>(key, (current) => current && dropMissing(current, before, rows));
    takeIn(rows, { isWhole: true });
  });
  useEffect(() => {
    if (loaded.data !== undefined) takeInLoaded(loaded.data);
  }, [loaded.data]);

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

  return { log, refresh: loaded.error === null ? head : loaded, waiting: waiting.rows.size, showWaiting };
}
