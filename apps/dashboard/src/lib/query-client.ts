import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './http/api-error.ts';

/** How often what is on screen is read again while no live connection stands. */
export const POLL_INTERVAL_MS = 10_000;
/** How often the rest is: what nobody tells of, and what is told of too, for a word may get lost. Only while somebody looks at the tab. */
export const SLOW_REFRESH_MS = 60_000;

/** `onSignedOut` runs when any answer says that the session is over. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const watch = (error: unknown) => {
    if (error instanceof ApiError && error.status === 401) onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError: watch }),
    mutationCache: new MutationCache({ onError: watch }),
    defaultOptions: {
      queries: {
        // What happens while a page is not open reaches no cache: it is shown from there at once, and read again.
        staleTime: 0,
        networkMode: 'always',
        // A refusal stays a refusal; silence and overload are worth one more try.
        retry: (failures, error) => failures < 1 && error instanceof ApiError && (error.status === 0 || error.status >= 502),
        retryDelay: 800,
      },
      mutations: { networkMode: 'always' },
    },
  });
}
