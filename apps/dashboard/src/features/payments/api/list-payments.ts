import { PaymentPage, type PaymentStatus } from '@carillon/domain';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';

/** Payments, the latest due date first. */
export function usePayments(filter: { userId: string; status: PaymentStatus | null }) {
  return useInfiniteQuery({
    queryKey: ['payments', filter],
    queryFn: ({ pageParam, signal }) => request(PaymentPage, { url: '/payments', params: { ...filter, userId: filter.userId.trim(), limit: 50, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}
