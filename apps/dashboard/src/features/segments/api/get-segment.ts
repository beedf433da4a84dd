import { Segment } from '@carillon/domain';
import { useQuery } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { segmentKeys } from './segment-keys.ts';

export function useSegment(id: string) {
  return useQuery({
    queryKey: segmentKeys.detail(id),
    queryFn: ({ signal }) => request(Segment, { url: `/segments/${encodeURIComponent(id)}`, signal }),
  });
}
