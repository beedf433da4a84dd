import { AuditPage, type AuditFilter } from '@carillon/domain';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { pagedQuery } from '../../../lib/http/paged-query.ts';

/** Who changed what, the newest first. */
export function useAudit(filter: AuditFilter) {
  return useInfiniteQuery({
    ...pagedQuery(AuditPage, { queryKey: ['audit', filter], url: '/audit', params: { ...filter, limit: 50 } }),
    placeholderData: keepPreviousData,
  });
}
