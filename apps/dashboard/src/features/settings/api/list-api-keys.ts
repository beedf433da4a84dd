import { ApiKeyPage } from '@carillon/domain';
import { useInfiniteQuery } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';

export const apiKeysKey = ['api-keys'] as const;

/** All API keys, without the keys themselves: nobody can read these again. */
export function useApiKeys() {
  return useInfiniteQuery({
    queryKey: apiKeysKey,
    queryFn: ({ pageParam, signal }) => request(ApiKeyPage, { url: '/api-keys', params: { limit: 100, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}
