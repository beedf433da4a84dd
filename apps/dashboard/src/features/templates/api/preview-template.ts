import { TemplatePreview, type PreviewTemplate } from '@carillon/domain';
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';

/** Renders a template with data, saved or not. While the next answer is on its way, the last one stays. Null: nothing to render yet. */
export function useTemplatePreview(body: PreviewTemplate | null) {
  return useQuery({
    queryKey: ['template-preview', body],
    queryFn: body === null ? skipToken : ({ signal }) => request(TemplatePreview, { method: 'post', url: '/templates/preview', data: body, signal }),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 30_000,
    retry: false,
  });
}
