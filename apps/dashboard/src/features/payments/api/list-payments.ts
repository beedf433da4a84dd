import { SearchedPayments, type PaymentStatus } from '@carillon/domain';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { pagedQuery } from '../../../lib/http/paged-query.ts';

/** Payments, the latest due date first; `search` is the beginning of a reference, or what users are searched by. */
export function usePayments(filter: { search: string; userId: string; status: PaymentStatus | null }) {
  return useInfiniteQuery({
    ...pagedQuery(SearchedPayments, { queryKey: ['payments', filter], url: '/payments', params: { ...filter, search: filter.search.trim(), userId: filter.userId.trim(), limit: 50 } }),
    placeholderData: keepPreviousData,
  });
}
