import { QueueStatusList } from '@carillon/domain';
import { useQuery } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';

export const queuesKey = ['queues'] as const;
/** Queues tell nobody when they change: they are read again, one reading after the other. */
const REFRESH_MS = 3_000;

export function useQueues() {
  return useQuery({
    queryKey: queuesKey,
    queryFn: ({ signal }) => request(QueueStatusList, { url: '/queues', signal }),
    refetchInterval: REFRESH_MS,
  });
}
