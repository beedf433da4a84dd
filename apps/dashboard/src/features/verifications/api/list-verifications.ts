import { VerificationPage, type VerificationStatus } from '@carillon/domain';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';

/** Verifications, the newest request first. */
export function useVerifications(filter: { userId: string; status: VerificationStatus | null }) {
  return useInfiniteQuery({
    queryKey: ['verifications', filter],
    queryFn: ({ pageParam, signal }) => request(VerificationPage, { url: '/verifications', params: { ...filter, userId: filter.userId.trim(), limit: 50, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}
