import type { ProviderSet } from '@carillon/channels';
import type { NotificationRepository, SuppressionRepository } from '@carillon/db';
import type { NotificationDetail } from '@carillon/domain';
import type { JobResult } from '@carillon/queue';
import { applyToNotification, type ApplyToNotificationsDeps } from '../apply/apply-to-notifications.ts';
import { suppressAddresses } from '../apply/suppress-addresses.ts';
import { askByPages } from '../ask-by-pages.ts';
import { askProvider, latestReceiptDue } from '../ask-provider.ts';

export interface AskForReceiptsDeps extends ApplyToNotificationsDeps {
  notifications: Pick<NotificationRepository, 'find' | 'applyReceipt' | 'findOverdueReceipts' | 'awaitReceipt'>;
  suppressions: Pick<SuppressionRepository, 'suppress'>;
  providers: Pick<ProviderSet, 'find'>;
  /** How long a vendor has to call back, and how long it is left alone after it was asked in vain. */
  receiptTimeoutMs: number;
}

const PAGE = 50;

/** Who can not tell leaves the notification `unknown`; who has not decided gets as long again. */
export async function askForNotificationReceipts(_payload: { slot: string }, deps: AskForReceiptsDeps): Promise<JobResult> {
  const asked = await askByPages(PAGE, deps, async () => {
    const overdue = await deps.notifications.findOverdueReceipts(PAGE, latestReceiptDue(deps.clock, deps.receiptTimeoutMs));
    await Promise.all(overdue.map((notification) => settleOverdue(notification, deps)));
    return overdue.length;
  });
  return { outcome: 'done', reason: `asked about ${asked}` };
}

async function settleOverdue(notification: NotificationDetail, deps: AskForReceiptsDeps): Promise<void> {
  const verdict = await askProvider(notification, deps.providers, deps.clock);
  switch (verdict.kind) {
    case 'receipt':
      await suppressAddresses([{ type: verdict.receipt.type, address: notification.to, source: notification.id }], deps);
      await applyToNotification(verdict.receipt, deps);
      return;
    case 'wait':
      await deps.notifications.awaitReceipt(notification.id, new Date(deps.clock.now().getTime() + deps.receiptTimeoutMs));
      return;
    case 'give-up':
      await deps.notifications.applyReceipt(notification.id, notification, 'receipt-overdue', { reason: verdict.reason, attempt: notification.attemptCount });
  }
}
