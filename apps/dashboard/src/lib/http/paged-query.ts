import { infiniteQueryOptions, type QueryKey } from '@tanstack/react-query';
import type { z } from 'zod';
import { SLOW_REFRESH_MS } from '../query-client.ts';
import { request } from './request.ts';

interface PagedList {
  queryKey: QueryKey;
  url: string;
  /** The filter, and by `limit` how many a page holds. */
  params: Readonly<Record<string, unknown>>;
}

/** How `useInfiniteQuery` reads a list page by page: each from behind the cursor that the one before it gave. */
export function pagedQuery<Page extends z.ZodType<{ nextCursor: string | null }>>(page: Page, { queryKey, url, params }: PagedList) {
  return infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam, signal }) => request(page, { url, params: { ...params, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: SLOW_REFRESH_MS,
  });
}
