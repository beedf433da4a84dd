import { Segment, type CreateSegment, type UpdateSegment } from '@carillon/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { segmentKeys } from './segment-keys.ts';

export function useCreateSegment() {
  const remember = useRemember();
  return useMutation({ mutationFn: (body: CreateSegment) => request(Segment, { method: 'post', url: '/segments', data: body }), onSuccess: remember });
}

/** Saves on top of `version`; the server refuses when somebody else saved meanwhile. */
export function useUpdateSegment(id: string) {
  const remember = useRemember();
  return useMutation({ mutationFn: (body: UpdateSegment) => request(Segment, { method: 'put', url: `/segments/${encodeURIComponent(id)}`, data: body }), onSuccess: remember });
}

function useRemember() {
  const queryClient = useQueryClient();
  return (segment: Segment) => {
    queryClient.setQueryData(segmentKeys.detail(segment.id), segment);
    return queryClient.invalidateQueries({ queryKey: segmentKeys.list });
  };
}
