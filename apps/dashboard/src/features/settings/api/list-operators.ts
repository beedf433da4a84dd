import { OperatorPage } from '@carillon/domain';
import { useInfiniteQuery } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';

export const operatorsKey = ['operators'] as const;

/** Everybody who can sign in. */
export function useOperators() {
  return useInfiniteQuery({
    queryKey: operatorsKey,
    queryFn: ({ pageParam, signal }) => request(OperatorPage, { url: '/operators', params: { limit: 100, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}
