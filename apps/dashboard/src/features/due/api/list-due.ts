import { DuePage, type RuleName } from '@carillon/domain';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { pagedQuery } from '../../../lib/http/paged-query.ts';
import { useLiveEvents, usePollInterval } from '../../../lib/live/live-provider.tsx';
import { readAgain } from '../../../lib/live/read-again.ts';
import { useThrottled } from '../../../lib/live/use-throttled.ts';
import type { Show } from '../due-state.ts';

/**
 * Whom a rule would reach if it were swept now, and whom not and why. Decided by the server at every reading, and again
 * while a run of the rule makes progress: whoever was due is told as sent then.
 */
export function useDue(rule: RuleName, show: Show) {
  const queryClient = useQueryClient();
  const queryKey = ['due', 'list', rule];
  const refresh = useThrottled(() => readAgain(queryClient, { queryKey }));
  useLiveEvents((events) => {
    if (events.some((event) => event.type === 'run.changed' && event.run.schedule === rule)) refresh();
  });
  return useInfiniteQuery({
    ...pagedQuery(DuePage, { queryKey: [...queryKey, show], url: '/due', params: { rule, verdict: show === 'all' ? null : show, limit: 100 } }),
    refetchInterval: usePollInterval(),
  });
}
