import { DuePage, type RuleName } from '@carillon/domain';
import { useInfiniteQuery } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';

/** Whom a rule would reach if it were swept now, and whom not and why. Decided by the server at every reading. */
export function useDue(rule: RuleName) {
  return useInfiniteQuery({
    queryKey: ['due', rule],
    queryFn: ({ pageParam, signal }) => request(DuePage, { url: '/due', params: { rule, limit: 100, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}
