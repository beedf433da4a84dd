import { Operator, type OperatorId, type UpdateOperator } from '@carillon/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { operatorsKey } from './list-operators.ts';

export function useUpdateOperator(id: OperatorId) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: UpdateOperator) => request(Operator, { method: 'patch', url: `/operators/${encodeURIComponent(id)}`, data: body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: operatorsKey }),
  });
}
