import { PaymentPage, type PaymentStatus } from '@carillon/domain';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { pagedQuery } from '../../../lib/http/paged-query.ts';

/** Payments, the latest due date first. */
export function usePayments(filter: { userId: string; status: PaymentStatus | null }) {
  return useInfiniteQuery({
    ...pagedQuery(PaymentPage, { queryKey: ['payments', filter], url: '/payments', params: { ...filter, userId: filter.userId.trim(), limit: 50 } }),
    placeholderData: keepPreviousData,
  });
}
