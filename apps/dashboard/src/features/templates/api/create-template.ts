import { Template, type CreateTemplate } from '@carillon/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { templateKeys } from './template-keys.ts';

export function useCreateTemplate() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateTemplate) => request(Template, { method: 'post', url: '/templates', data: body }),
    onSuccess: (template) => {
      queryClient.setQueryData(templateKeys.detail(template.name), template);
      return queryClient.invalidateQueries({ queryKey: templateKeys.list });
    },
  });
}
