import { ReceiptPage, type ReceiptState } from '@carillon/domain';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { pagedQuery } from '../../../lib/http/paged-query.ts';

export interface ReceiptQuery {
  search: string;
  state: ReceiptState | null;
  provider: string;
}

/** Receipts come in thousands: the newest page is read again now and then, and left alone once somebody has gone further. */
const REFRESH_MS = 5_000;

/** Receipts, newest first. */
export function useReceipts({ search, state, provider }: ReceiptQuery) {
  const filter = { search: search.trim() || null, state, provider: provider || null };
  return useInfiniteQuery({
    ...pagedQuery(ReceiptPage, { queryKey: ['receipts', filter], url: '/receipts', params: { ...filter, limit: 50 } }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => (data !== undefined && data.pages.length > 1 ? false : REFRESH_MS),
  });
}
