import { SearchedPayments, type PaymentStatus } from '@carillon/domain';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { pagedQuery } from '../../../lib/http/paged-query.ts';
import { rowCountQuery } from '../../../lib/http/row-count-query.ts';

interface PaymentListFilter {
  search: string;
  userId: string;
  status: PaymentStatus | null;
}
const toParams = (filter: PaymentListFilter) => ({ ...filter, search: filter.search.trim(), userId: filter.userId.trim() });

/** Payments, the latest due date first; `search` is the beginning of a reference, or what users are searched by. */
export function usePayments(filter: PaymentListFilter) {
  return useInfiniteQuery({
    ...pagedQuery(SearchedPayments, { queryKey: ['payments', filter], url: '/payments', params: { ...toParams(filter), limit: 50 } }),
    placeholderData: keepPreviousData,
  });
}

export function usePaymentCount(filter: PaymentListFilter) {
  return useQuery(rowCountQuery({ queryKey: ['payments', 'count', filter], url: '/payments/count', params: toParams(filter) }));
}
