import { pageOf, TemplateVersion } from '@carillon/domain';
import { useInfiniteQuery } from '@tanstack/react-query';
import { pagedQuery } from '../../../lib/http/paged-query.ts';
import { templateKeys } from './template-keys.ts';

const TemplateVersionPage = pageOf(TemplateVersion);

/** What a template was before, the newest first. */
export function useTemplateVersions(name: string) {
  return useInfiniteQuery(pagedQuery(TemplateVersionPage, { queryKey: templateKeys.versions(name), url: `/templates/${encodeURIComponent(name)}/versions`, params: { limit: 20 } }));
}
