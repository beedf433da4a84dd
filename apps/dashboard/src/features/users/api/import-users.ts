import { ImportReport } from '@carillon/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { usersKey } from './list-users.ts';

/** Sends a CSV file as it is, however long that takes. */
export function useImportUsers() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (file: File) => request(ImportReport, { method: 'post', url: '/users/import', data: file, headers: { 'content-type': 'text/csv' }, timeout: 0 }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: usersKey }),
  });
}
