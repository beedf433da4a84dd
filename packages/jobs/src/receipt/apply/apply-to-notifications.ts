import type { NotificationRepository } from '@carillon/db';
import { concludeReceipt, parseReference, type Clock, type NotificationDetail, type ReceiptFate, type ReceiptType, type RetryPolicy } from '@carillon/domain';

export interface ApplyToNotificationsDeps {
  notifications: Pick<NotificationRepository, 'find' | 'applyReceipt'>;
  clock: Clock;
  /** In [0, 1). */
  random: () => number;
  retry: RetryPolicy;
}

export interface AppliedReceipt {
  fate: ReceiptFate;
  /** As it is afterwards; null where nothing was moved. */
  notification: NotificationDetail | null;
}

/** Brings one receipt to its notification. Whoever moved it meanwhile makes the receipt `early`: it is looked at again. */
export async function applyToNotification(receipt: { provider: string; type: ReceiptType; reference: string | null; reason: string | null }, { notifications, clock, random, retry }: ApplyToNotificationsDeps): Promise<AppliedReceipt> {
  const reference = receipt.reference === null ? null : parseReference(receipt.reference);
  const notification = reference === null ? null : await notifications.find(reference.logId);
  if (reference === null || notification === null) return { fate: 'unknown-message', notification: null };
  const conclusion = concludeReceipt(notification, { provider: receipt.provider, kind: receipt.type, attempt: reference.attempt }, retry, random());
  if (conclusion.fate !== 'applied') return { fate: conclusion.fate, notification: null };
  const dueAt = conclusion.retryInMs === null ? {} : { dueAt: new Date(clock.now().getTime() + conclusion.retryInMs) };
  const moved = await notifications.applyReceipt(notification.id, notification, conclusion.event, { reason: receipt.reason, attempt: reference.attempt, ...dueAt });
  return moved === null ? { fate: 'early', notification: null } : { fate: 'applied', notification: moved };
}
