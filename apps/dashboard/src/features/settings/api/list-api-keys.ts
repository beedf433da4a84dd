import { ApiKeyPage } from '@carillon/domain';
import { useInfiniteQuery } from '@tanstack/react-query';
import { pagedQuery } from '../../../lib/http/paged-query.ts';

export const apiKeysKey = ['api-keys'] as const;

/** All API keys, without the keys themselves: nobody can read these again. */
export function useApiKeys() {
  return useInfiniteQuery(pagedQuery(ApiKeyPage, { queryKey: apiKeysKey, url: '/api-keys', params: { limit: 100 } }));
}
