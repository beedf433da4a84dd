import { TemplatePage } from '@carillon/domain';
import { useInfiniteQuery } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { templateKeys } from './template-keys.ts';

/** All templates, by name. */
export function useTemplates() {
  return useInfiniteQuery({
    queryKey: templateKeys.list,
    queryFn: ({ pageParam, signal }) => request(TemplatePage, { url: '/templates', params: { limit: 200, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}
