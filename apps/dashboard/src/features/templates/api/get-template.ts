import { Template } from '@carillon/domain';
import { skipToken, useQuery } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { templateKeys } from './template-keys.ts';

/** One template as it is now; nothing is read while `name` is null. */
export function useTemplate(name: string | null) {
  return useQuery({
    queryKey: templateKeys.detail(name ?? ''),
    queryFn: name === null ? skipToken : ({ signal }) => request(Template, { url: `/templates/${encodeURIComponent(name)}`, signal }),
    refetchOnWindowFocus: false,
    meta: { readAgain: false },
  });
}
