import { parseJson } from '@carillon/domain';
import { z } from 'zod';
import type { MessageReport } from '../channel.ts';
import type { VendorAnswer } from './classify-vendor-answer.ts';

const KnownMessage = z.object({
  id: z.string().min(1).max(200),
  status: z.enum(['PENDING', 'SENT', 'FAILED', 'BOUNCED', 'COMPLAINED']),
  reason: z.string().nullable().default(null),
});
const FoundByReference = z.object({ items: z.array(KnownMessage).max(1) });
const statuses = { PENDING: 'pending', SENT: 'sent', FAILED: 'failed', BOUNCED: 'bounced', COMPLAINED: 'complained' } as const;

/** What a vendor answered to `GET /messages/:id` or `GET /messages?reference=…`. */
export function readMessageReport({ status, text }: VendorAnswer): MessageReport {
  if (status === 404) return { kind: 'not-found' };
  if (status !== 200) return { kind: 'unavailable', reason: `The vendor answered ${status}.` };
  const body = parseJson(text);
  const list = FoundByReference.safeParse(body);
  const found = list.success ? list.data.items[0] : KnownMessage.safeParse(body).data;
  if (found !== undefined) return { kind: 'found', status: statuses[found.status], providerMessageId: found.id, reason: found.reason };
  return list.success ? { kind: 'not-found' } : { kind: 'unavailable', reason: 'The vendor gave an answer that can not be read.' };
}
