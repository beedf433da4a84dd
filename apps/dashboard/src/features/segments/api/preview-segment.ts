import { SegmentPreview, type PreviewSegment } from '@carillon/domain';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { segmentKeys } from './segment-keys.ts';

/** Whom a rule would reach now. A changed rule ends the count of the one before; null asks nothing. */
export function useSegmentPreview(body: PreviewSegment | null) {
  return useQuery({
    queryKey: segmentKeys.preview(body),
    queryFn: ({ signal }) => request(SegmentPreview, { method: 'post', url: '/segments/preview', data: body, signal, timeout: 120_000 }),
    enabled: body !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
}
