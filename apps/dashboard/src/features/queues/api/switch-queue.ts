import { QueueStatus, type QueueStatusList } from '@carillon/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { queuesKey } from './list-queues.ts';

/** Pauses a queue or lets it go on. Doing it twice is doing it once. */
export function useSwitchQueue(name: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (action: 'pause' | 'resume') => {
      // A reading that is under way would bring the state from before back onto the screen.
      await queryClient.cancelQueries({ queryKey: queuesKey });
      return request(QueueStatus, { method: 'post', url: `/queues/${encodeURIComponent(name)}/${action}` });
    },
    onSuccess: (changed) =>
      queryClient.setQueryData<QueueStatusList>(queuesKey, (current) => current && { items: current.items.map((queue) => (queue.name === changed.name ? changed : queue)) }),
  });
}
