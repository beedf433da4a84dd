import { RowCount } from '@carillon/domain';
import { keepPreviousData, queryOptions, type QueryKey } from '@tanstack/react-query';
import { SLOW_REFRESH_MS } from '../query-client.ts';
import { request } from './request.ts';

/** How `useQuery` reads how many rows a list has. */
export function rowCountQuery({ queryKey, url, params = {} }: { queryKey: QueryKey; url: string; params?: Readonly<Record<string, unknown>> }) {
  return queryOptions({ queryKey, queryFn: ({ signal }) => request(RowCount, { url, params, signal }), placeholderData: keepPreviousData, refetchInterval: SLOW_REFRESH_MS });
}
