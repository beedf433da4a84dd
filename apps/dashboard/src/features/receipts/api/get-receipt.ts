import { ReceiptDetail } from '@carillon/domain';
import { useQuery } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';

export interface ReceiptAddress {
  provider: string;
  id: string;
}

export const receiptKey = ({ provider, id }: ReceiptAddress) => ['receipt', provider, id] as const;
export const receiptUrl = ({ provider, id }: ReceiptAddress) => `/receipts/${encodeURIComponent(provider)}/${encodeURIComponent(id)}`;

/** How often one that will still change is read again. */
const REFRESH_MS = 2_000;

export function useReceipt(address: ReceiptAddress) {
  return useQuery({
    queryKey: receiptKey(address),
    queryFn: ({ signal }) => request(ReceiptDetail, { url: receiptUrl(address), signal }),
    refetchInterval: ({ state: { data } }) => (data?.state === 'waiting' || data?.state === 'early' ? REFRESH_MS : false),
  });
}
