import { SegmentPage } from '@carillon/domain';
import { useInfiniteQuery } from '@tanstack/react-query';
import { pagedQuery } from '../../../lib/http/paged-query.ts';
import { segmentKeys } from './segment-keys.ts';

/** The newest first. */
export function useSegments() {
  return useInfiniteQuery(pagedQuery(SegmentPage, { queryKey: segmentKeys.list, url: '/segments', params: { limit: 50 } }));
}
