import { SegmentPage } from '@carillon/domain';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { pagedQuery } from '../../../lib/http/paged-query.ts';
import { rowCountQuery } from '../../../lib/http/row-count-query.ts';
import { segmentKeys } from './segment-keys.ts';

/** The newest first. */
export function useSegments() {
  return useInfiniteQuery(pagedQuery(SegmentPage, { queryKey: segmentKeys.list, url: '/segments', params: { limit: 50 } }));
}

export function useSegmentCount() {
  return useQuery(rowCountQuery({ queryKey: segmentKeys.count, url: '/segments/count' }));
}
