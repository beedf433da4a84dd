import type { ReceiptRepository } from '@carillon/db';
import { CarillonError, type Receipt, type ReceiptDetail } from '@carillon/domain';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { RequestContext } from '../http/route.ts';

export interface ReplayReceiptDeps {
  receipts: Pick<ReceiptRepository, 'find' | 'replay'>;
  askToApply(requestId: string | null): Promise<void>;
  audit: AuditTrail;
}

interface ReceiptAddress {
  provider: string;
  id: string;
}

export async function getReceipt({ receipts }: Pick<ReplayReceiptDeps, 'receipts'>, { provider, id }: ReceiptAddress): Promise<ReceiptDetail> {
  const receipt = await receipts.find(id);
  if (receipt?.provider !== provider) throw new CarillonError('not-found', 'There is no such receipt, or it is no longer kept.');
  return receipt;
}

/** Lets a receipt be looked at again, as if it had just come. Throws `conflict` for one that can not be believed, read, or is waiting anyway. */
export async function replayReceipt(deps: ReplayReceiptDeps, context: RequestContext, address: ReceiptAddress): Promise<Receipt> {
  const before = await getReceipt(deps, address);
  const { id } = address;
  return deps.audit.record(context, { action: 'receipt.replayed', subject: { kind: 'receipt', id }, changes: { from: before.state } }, async () => {
    const replayed = await deps.receipts.replay(id);
    if (replayed === null) throw new CarillonError('conflict', `A receipt that is ${before.state} can not be looked at again.`);
    await deps.askToApply(context.requestId);
    return replayed;
  });
}
