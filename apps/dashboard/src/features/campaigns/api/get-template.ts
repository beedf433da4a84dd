import { Template } from '@carillon/domain';
import { useQuery } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';

/** The template that is chosen, to tell what it takes; nothing while none is. */
export function useChosenTemplate(name: string) {
  return useQuery({ queryKey: ['templates', 'chosen', name], queryFn: ({ signal }) => request(Template, { url: `/templates/${encodeURIComponent(name)}`, signal }), enabled: name !== '' });
}
