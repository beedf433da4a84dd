import { InboxMessage } from '@carillon/domain';
import { useQuery } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';

/** One received message. It never changes. */
export function useInboxMessage(id: string) {
  return useQuery({
    queryKey: ['inbox', 'message', id],
    queryFn: ({ signal }) => request(InboxMessage, { url: `/inbox/${encodeURIComponent(id)}`, signal }),
    staleTime: Infinity,
  });
}
