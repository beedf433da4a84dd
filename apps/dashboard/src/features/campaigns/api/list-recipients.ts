import { CommunicationLogDetail, CommunicationLogPage, isSettled, RowCount, type CampaignStats, type CommunicationLogFilter } from '@carillon/domain';
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { pagedQuery } from '../../../lib/http/paged-query.ts';
import { apiBase, request, toQuery } from '../../../lib/http/request.ts';
import { campaignKeys } from './campaign-keys.ts';

/** Rows change under a running campaign: they are read again this often. */
const RUNNING_REFRESH_MS = 3_000;

/** Recipients by address. */
export function useRecipients(id: string, filter: CommunicationLogFilter, isRunning: boolean) {
  return useInfiniteQuery({
    ...pagedQuery(CommunicationLogPage, { queryKey: [...campaignKeys.recipients(id), 'list', filter], url: `/campaigns/${encodeURIComponent(id)}/logs`, params: { ...filter, limit: 50 } }),
    placeholderData: keepPreviousData,
    // Who is shown on the way is looked at again, whatever the campaign is said to do meanwhile.
    refetchInterval: ({ state }) => (isRunning || state.data?.pages.some(({ items }) => items.some(({ status }) => !isSettled(status))) === true ? RUNNING_REFRESH_MS : false),
  });
}

/** Reads recipients again when the counts above them have moved and nothing else would: at the end of a run, and by receipts after it. */
export function useFollowCounts(id: string, counts: CampaignStats['counts'], isRunning: boolean): void {
  const queryClient = useQueryClient();
  const state = JSON.stringify([isRunning, counts]);
  const seen = useRef(state);
  useEffect(() => {
    if (seen.current === state) return;
    seen.current = state;
    if (!isRunning) void queryClient.invalidateQueries({ queryKey: campaignKeys.recipients(id) });
  }, [id, isRunning, queryClient, state]);
}

export function useRecipientCount(id: string, filter: CommunicationLogFilter, isRunning: boolean) {
  return useQuery({
    queryKey: [...campaignKeys.recipients(id), 'count', filter],
    queryFn: ({ signal }) => request(RowCount, { url: `/campaigns/${encodeURIComponent(id)}/logs/count`, params: filter, signal }),
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
  return `${apiBase}/campaigns/${encodeURIComponent(id)}/logs/export.csv${query === '' ? '' : `?${query}`}`;
}
