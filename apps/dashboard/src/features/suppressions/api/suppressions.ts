import { AddedSuppressions, SuppressedAddress, SuppressionPage, type SuppressionReason } from '@carillon/domain';
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { pagedQuery } from '../../../lib/http/paged-query.ts';
import { request, requestNothing } from '../../../lib/http/request.ts';
import { SLOW_REFRESH_MS } from '../../../lib/query-client.ts';

const suppressionsKey = ['suppressions'] as const;

/** The newest first; `search` is the beginning of an address. */
export function useSuppressions(filter: { search: string; reason: SuppressionReason | null }) {
  return useInfiniteQuery({
    ...pagedQuery(SuppressionPage, { queryKey: [...suppressionsKey, filter], url: '/suppressions', params: { ...filter, search: filter.search.trim(), limit: 50 } }),
    placeholderData: keepPreviousData,
  });
}

/** Those of a few addresses that are on the list; what is no address can not be on it. */
export function useSuppressionsOf(given: readonly string[]) {
  const addresses = given.filter((address) => SuppressedAddress.safeParse(address).success);
  return useQuery({
    queryKey: [...suppressionsKey, 'of', addresses],
    queryFn: ({ signal }) => request(SuppressionPage, { url: '/suppressions', params: { address: addresses }, signal }),
    enabled: addresses.length > 0,
    refetchInterval: SLOW_REFRESH_MS,
  });
}

export function useAddSuppressions() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: { addresses: string[]; note: string }) => request(AddedSuppressions, { method: 'post', url: '/suppressions', data: body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: suppressionsKey }),
  });
}

export function useReleaseSuppression() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (address: string) => requestNothing({ method: 'delete', url: `/suppressions/${encodeURIComponent(address)}` }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: suppressionsKey }),
  });
}
