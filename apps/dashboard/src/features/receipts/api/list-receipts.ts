import { ReceiptPage, type ReceiptState } from '@carillon/domain';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';

export interface ReceiptQuery {
  text: string;
  state: ReceiptState | null;
  provider: string;
}

/** Receipts come in thousands: the newest page is read again now and then, and left alone once somebody has gone further. */
const REFRESH_MS = 5_000;

/** Receipts, newest first. */
export function useReceipts({ text, state, provider }: ReceiptQuery) {
  const filter = { text: text.trim() || null, state, provider: provider || null };
  return useInfiniteQuery({
    queryKey: ['receipts', filter],
    queryFn: ({ pageParam, signal }) => request(ReceiptPage, { url: '/receipts', params: { ...filter, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => (data !== undefined && data.pages.length > 1 ? false : REFRESH_MS),
  });
}
