import { ProviderStatusList } from '@carillon/domain';
import { useQuery } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';

/** Workers report every two seconds. */
const REFRESH_MS = 2_000;

export function useProviders() {
  return useQuery({
    queryKey: ['providers'],
    queryFn: ({ signal }) => request(ProviderStatusList, { url: '/providers', signal }),
    refetchInterval: REFRESH_MS,
  });
}
