import { Template, type UpdateTemplate } from '@carillon/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { templateKeys } from './template-keys.ts';

/** Saves a new version on top of `version`; the server refuses when somebody else saved one meanwhile. */
export function useUpdateTemplate(name: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: UpdateTemplate) => request(Template, { method: 'put', url: `/templates/${encodeURIComponent(name)}`, data: body }),
    onSuccess: async (template) => {
      queryClient.setQueryData(templateKeys.detail(name), template);
      await Promise.all([queryClient.invalidateQueries({ queryKey: templateKeys.list }), queryClient.invalidateQueries({ queryKey: templateKeys.versions(name) })]);
    },
  });
}
