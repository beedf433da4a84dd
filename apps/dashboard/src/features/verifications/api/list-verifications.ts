import { VerificationPage, type VerificationStatus } from '@carillon/domain';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { pagedQuery } from '../../../lib/http/paged-query.ts';

/** Verifications, the newest request first. */
export function useVerifications(filter: { userId: string; status: VerificationStatus | null }) {
  return useInfiniteQuery({
    ...pagedQuery(VerificationPage, { queryKey: ['verifications', filter], url: '/verifications', params: { ...filter, userId: filter.userId.trim(), limit: 50 } }),
    placeholderData: keepPreviousData,
  });
}
