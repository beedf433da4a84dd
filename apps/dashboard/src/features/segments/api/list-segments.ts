import { SegmentPage } from '@carillon/domain';
import { useInfiniteQuery } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { segmentKeys } from './segment-keys.ts';

/** The newest first. */
export function useSegments() {
  return useInfiniteQuery({
    queryKey: segmentKeys.list,
    queryFn: ({ pageParam, signal }) => request(SegmentPage, { url: '/segments', params: { limit: 50, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}
