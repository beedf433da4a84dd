import { Segment } from '@carillon/domain';
import { useQuery } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';

/** The segment of a campaign, for its name; a 404 when it was deleted. Nothing while none is given. */
export function useChosenSegment(id: string | null) {
  return useQuery({ queryKey: ['segments', 'chosen', id], queryFn: ({ signal }) => request(Segment, { url: `/segments/${encodeURIComponent(id ?? '')}`, signal }), enabled: id !== null });
}
