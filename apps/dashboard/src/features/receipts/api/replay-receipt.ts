import { Receipt, type ReceiptDetail } from '@carillon/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { receiptKey, receiptUrl, type ReceiptAddress } from './get-receipt.ts';

/** Lets a receipt be looked at again. Doing it twice is doing it once. */
export function useReplayReceipt(address: ReceiptAddress) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => request(Receipt, { method: 'post', url: `${receiptUrl(address)}/replay` }),
    onSuccess: (receipt) => {
      queryClient.setQueryData<ReceiptDetail>(receiptKey(address), (current) => current && { ...current, ...receipt });
      void queryClient.invalidateQueries({ queryKey: ['receipts'] });
    },
  });
}
