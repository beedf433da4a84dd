import { pageOf, TemplateVersion } from '@carillon/domain';
import { useInfiniteQuery } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { templateKeys } from './template-keys.ts';

const TemplateVersionPage = pageOf(TemplateVersion);

/** What a template was before, the newest first. */
export function useTemplateVersions(name: string) {
  return useInfiniteQuery({
    queryKey: templateKeys.versions(name),
    queryFn: ({ pageParam, signal }) => request(TemplateVersionPage, { url: `/templates/${encodeURIComponent(name)}/versions`, params: { limit: 20, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}
