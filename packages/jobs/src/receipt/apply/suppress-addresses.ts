import type { ClaimedReceipt, CommunicationLogRepository, NotificationRepository, SuppressionRepository } from '@carillon/db';

const reasons = { bounced: 'hard-bounce', complained: 'complaint', sent: null, failed: null } as const;

export interface SuppressAddressesDeps {
  notifications: Pick<NotificationRepository, 'find'>;
  communicationLogs: Pick<CommunicationLogRepository, 'find'>;
  suppressions: Pick<SuppressionRepository, 'suppress'>;
}

/** An address that bounced for good, or whose owner complained, gets nothing more from anybody here. */
export async function suppressAddresses(receipts: readonly ClaimedReceipt[], { notifications, communicationLogs, suppressions }: SuppressAddressesDeps): Promise<void> {
  const items = [];
  for (const { id, type, messageId } of receipts) {
    const reason = reasons[type];
    if (reason === null || messageId === null) continue;
    const message = messageId.startsWith('com_') ? await communicationLogs.find(messageId) : await notifications.find(messageId);
    if (message !== null) items.push({ address: message.to, reason, source: id });
  }
  await suppressions.suppress(items);
}
