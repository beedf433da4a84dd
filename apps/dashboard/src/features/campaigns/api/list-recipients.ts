import { CommunicationLogDetail, CommunicationLogPage, NotificationCount, type CommunicationLogFilter } from '@carillon/domain';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { apiBase, request, toQuery } from '../../../lib/http/request.ts';
import { campaignKeys } from './campaign-keys.ts';

/** Rows change under a running campaign: they are read again this often. */
const RUNNING_REFRESH_MS = 3_000;

/** Recipients by address. */
export function useRecipients(id: string, filter: CommunicationLogFilter, isRunning: boolean) {
  return useInfiniteQuery({
    queryKey: [...campaignKeys.recipients(id), 'list', filter],
    queryFn: ({ pageParam, signal }) => request(CommunicationLogPage, { url: `/campaigns/${id}/logs`, params: { ...filter, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: isRunning ? RUNNING_REFRESH_MS : false,
  });
}

export function useRecipientCount(id: string, filter: CommunicationLogFilter, isRunning: boolean) {
  return useQuery({
    queryKey: [...campaignKeys.recipients(id), 'count', filter],
    queryFn: ({ signal }) => request(NotificationCount, { url: `/campaigns/${id}/logs/count`, params: filter, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: isRunning ? RUNNING_REFRESH_MS : false,
  });
}

export function useRecipient(id: string, logId: string) {
  return useQuery({
    queryKey: [...campaignKeys.recipients(id), 'detail', logId],
    queryFn: ({ signal }) => request(CommunicationLogDetail, { url: `/campaigns/${encodeURIComponent(id)}/logs/${encodeURIComponent(logId)}`, signal }),
    refetchInterval: RUNNING_REFRESH_MS,
  });
}

/** Where the same rows are as CSV. */
export function csvAddress(id: string, filter: CommunicationLogFilter): string {
  const query = toQuery(filter);
  return `${apiBase}/campaigns/${id}/logs/export.csv${query === '' ? '' : `?${query}`}`;
}
