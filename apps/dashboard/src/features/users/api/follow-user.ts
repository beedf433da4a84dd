import type { User, UserTimeline } from '@carillon/domain';
import { useQueryClient, type InfiniteData } from '@tanstack/react-query';
import type { z } from 'zod';
import { useLiveEvents, usePollInterval } from '../../../lib/live/live-provider.tsx';
import { readAgain } from '../../../lib/live/read-again.ts';
import { useThrottled } from '../../../lib/live/use-throttled.ts';
import { concernsUser } from '../concerns-user.ts';
import { usersKey } from './list-users.ts';

/** Reads a part of a user's page again when something is told that concerns it. Returns the interval at which it is read besides, for what nobody tells. */
export function useFollowUser(part: 'timeline' | 'outlook', user: Pick<User, 'id' | 'email'>): number {
  const queryClient = useQueryClient();
  const refresh = useThrottled(() => readAgain(queryClient, { queryKey: [...usersKey, part, user.id] }));
  useLiveEvents((events) => {
    const shown = queryClient.getQueryData<InfiniteData<z.infer<typeof UserTimeline>>>([...usersKey, 'timeline', user.id])?.pages.flatMap(({ items }) => items);
    // While the first reading is under way it is not known which campaigns it will show, and how old.
    if (events.some((event) => (shown === undefined && event.type === 'campaign.changed') || concernsUser(event, user, shown ?? []))) refresh();
  });
  return usePollInterval();
}
