import { TemplatePage } from '@carillon/domain';
import { useInfiniteQuery } from '@tanstack/react-query';
import { pagedQuery } from '../../../lib/http/paged-query.ts';
import { templateKeys } from './template-keys.ts';

/** All templates, by name. */
export function useTemplates() {
  return useInfiniteQuery(pagedQuery(TemplatePage, { queryKey: templateKeys.list, url: '/templates', params: { limit: 200 } }));
}
