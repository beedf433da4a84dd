import type { ClaimedReceipt, CommunicationLogRepository, NotificationRepository, SuppressionRepository } from '@carillon/db';
import type { ReceiptType } from '@carillon/domain';

const reasons = { bounced: 'hard-bounce', complained: 'complaint', sent: null, failed: null } as const;

export interface SuppressAddressesDeps {
  notifications: Pick<NotificationRepository, 'find'>;
  communicationLogs: Pick<CommunicationLogRepository, 'find'>;
  suppressions: Pick<SuppressionRepository, 'suppress'>;
}

/** An address that bounced for good, or whose owner complained, gets nothing more from anybody here. `source`: where it was learned. */
export async function suppressAddresses(said: readonly { type: ReceiptType; address: string; source: string }[], { suppressions }: Pick<SuppressAddressesDeps, 'suppressions'>): Promise<void> {
  await suppressions.suppress(said.flatMap(({ type, address, source }) => (reasons[type] === null ? [] : [{ address, reason: reasons[type], source }])));
}

/** The same by receipts, which say no address: their messages are looked up. */
export async function suppressByReceipts(receipts: readonly ClaimedReceipt[], { notifications, communicationLogs, suppressions }: SuppressAddressesDeps): Promise<void> {
  const said = [];
  for (const { id, type, messageId } of receipts) {
    if (reasons[type] === null || messageId === null) continue;
    const message = messageId.startsWith('com_') ? await communicationLogs.find(messageId) : await notifications.find(messageId);
    if (message !== null) said.push({ type, address: message.to, source: id });
  }
  await suppressAddresses(said, { suppressions });
}
