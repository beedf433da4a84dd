import type { ClaimedReceipt, CommunicationLogRepository, NotificationRepository, ReceiptRepository, SuppressionRepository } from '@carillon/db';
import { settleReceipt, type NotificationDetail, type ReceiptFate } from '@carillon/domain';
import type { JobQueue, JobResult } from '@carillon/queue';
import { notificationSend, sendRequestFor } from '../../notification/send/definition.ts';
import { applyToNotification, type ApplyToNotificationsDeps } from './apply-to-notifications.ts';
import { suppressByReceipts } from './suppress-addresses.ts';

export interface ApplyReceiptsDeps extends ApplyToNotificationsDeps {
  receipts: Pick<ReceiptRepository, 'claimDue' | 'settle'>;
  notifications: Pick<NotificationRepository, 'find' | 'applyReceipt' | 'markEnqueued'>;
  communicationLogs: Pick<CommunicationLogRepository, 'find' | 'applyReceipts'>;
  suppressions: Pick<SuppressionRepository, 'suppress'>;
  queue: Pick<JobQueue, 'enqueueBulk'>;
  newClaimId: () => string;
}

const PAGE = 500;
/** What one job does at most; the next one goes on. */
const MAX_PAGES = 40;
/** A worker that stopped in the middle of a page leaves it to the next one after this. */
const LEASE_MS = 30_000;

/** Looks at every receipt that is due, page by page: brings it to its message, and writes down what became of it. */
export async function applyReceipts(_payload: { slot: string }, deps: ApplyReceiptsDeps): Promise<JobResult> {
  let looked = 0;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const claim = deps.newClaimId();
    const receipts = await deps.receipts.claimDue({ limit: PAGE, until: new Date(deps.clock.now().getTime() + LEASE_MS), claim });
    const fates = await applyAll(receipts, deps);
    await suppressByReceipts(receipts.filter((_receipt, index) => isTrue(fates[index])), deps);
    const now = deps.clock.now();
    await deps.receipts.settle(claim, receipts.map((receipt, index) => ({ id: receipt.id, ...settleReceipt(fates[index] ?? 'early', receipt, now) })));
    looked += receipts.length;
    if (receipts.length < PAGE) break;
  }
  return { outcome: 'done', reason: `looked at ${looked}` };
}

/** Said by the provider about a message of ours, whether it moved anything or not: one that was looked at twice, too. */
function isTrue(fate: ReceiptFate | undefined): boolean {
  return fate === 'applied' || fate === 'repeated' || fate === 'late';
}

/** The fate of each receipt, in their order. */
async function applyAll(receipts: readonly ClaimedReceipt[], deps: ApplyReceiptsDeps): Promise<ReceiptFate[]> {
  const fates = receipts.map((): ReceiptFate => 'unknown-message');
  const ofCampaigns = receipts.flatMap((receipt, index) => (receipt.messageId?.startsWith('com_') === true ? [{ receipt, index }] : []));
  const applied = await deps.communicationLogs.applyReceipts(ofCampaigns.map(({ receipt: { provider, providerMessageId, reference, type, occurredAt, reason } }) => ({ provider, providerMessageId, reference, type, at: occurredAt, reason })));
  for (const [position, { index }] of ofCampaigns.entries()) fates[index] = applied[position] ?? 'early';

  const toRetry: NotificationDetail[] = [];
  // One after the other: several may be about one notification.
  for (const [index, receipt] of receipts.entries()) {
    if (receipt.messageId?.startsWith('ntf_') !== true) continue;
    const { fate, notification } = await applyToNotification(receipt, deps);
    fates[index] = fate;
    if (notification?.status === 'retrying') toRetry.push(notification);
  }
  await enqueueRetries(toRetry, deps);
  return fates;
}

/** Without Redis they are left to maintenance.requeue-stale. */
async function enqueueRetries(notifications: readonly NotificationDetail[], { queue, clock, notifications: repository }: ApplyReceiptsDeps): Promise<void> {
  if (notifications.length === 0) return;
  const now = clock.now();
  await queue.enqueueBulk(notificationSend, notifications.map((notification) => sendRequestFor(notification, now, null)));
  await repository.markEnqueued(notifications.map(({ id }) => id), now);
}
