import { OperatorPage } from '@carillon/domain';
import { useInfiniteQuery } from '@tanstack/react-query';
import { pagedQuery } from '../../../lib/http/paged-query.ts';

export const operatorsKey = ['operators'] as const;

/** Everybody who can sign in. */
export function useOperators() {
  return useInfiniteQuery(pagedQuery(OperatorPage, { queryKey: operatorsKey, url: '/operators', params: { limit: 100 } }));
}
