import type { Provider, ProviderSet } from '@carillon/channels';
import type { NotificationContentRepository, NotificationRepository, SuppressionRepository } from '@carillon/db';
import { concludeAttempt, decideSend, isHardBounce, referenceOf, startDeadline, type Clock, type NotificationContent, type NotificationDetail, type NotificationId, type NotificationSummary, type RetryPolicy, type SendOutcome } from '@carillon/domain';
import { RetryAt, type JobResult } from '@carillon/queue';
import { checkReminder, noteHeldBack, type CheckReminderDeps } from './check-reminder.ts';
import { checkSuppression } from './check-suppression.ts';
import { recoverAttempt } from './recover-attempt.ts';

export interface SendNotificationDeps extends CheckReminderDeps {
  notifications: Pick<NotificationRepository, 'find' | 'claim' | 'markHandedOver' | 'release' | 'finishAttempt' | 'finishClaimed' | 'transition' | 'countHeld'>;
  contents: Pick<NotificationContentRepository, 'find'>;
  suppressions: Pick<SuppressionRepository, 'isSuppressed' | 'suppress'>;
  providers: Pick<ProviderSet, 'namesFor' | 'pick' | 'retryAfterMs'>;
  /** Takes a turn at the provider's rate; milliseconds to wait when none is left, 0 when it may go. */
  takeTurn(provider: Pick<Provider, 'name' | 'ratePerSecond'>): Promise<number>;
  clock: Clock;
  /** In [0, 1). */
  random: () => number;
  /** Names this worker in its claims. */
  owner: string;
  newClaimId(): string;
  retry: RetryPolicy;
  sendTimeoutMs: number;
  /** How long a vendor has to call back. */
  receiptTimeoutMs: number;
  /** Longer than `sendTimeoutMs`: a lease that runs out means that its worker is gone. */
  leaseMs: number;
  /** Aborted when the process must end: what has not left is tried again elsewhere. */
  stopping: AbortSignal;
}

class ClaimLostError extends Error {}

/** Find it, look again whether it is to be sent, claim it, hand it over, write down what came of it. */
export async function sendNotification({ notificationId }: { notificationId: NotificationId }, deps: SendNotificationDeps): Promise<JobResult> {
  // What it says is not known to be needed yet, but nearly always is: looked up meanwhile, it costs no time.
  const [notification, content] = await Promise.all([deps.notifications.find(notificationId), deps.contents.find(notificationId)]);
  if (notification === null) return { outcome: 'skipped', reason: 'its log is no longer kept' };

  const decision = decideSend(notification, deps.clock.now());
  switch (decision.kind) {
    case 'leave':
      return { outcome: 'skipped', reason: decision.reason };
    case 'wait':
      await noteHeldBack(notification, deps);
      throw new RetryAt(decision.until, decision.reason);
    case 'recover':
      return settle(await recoverAttempt(notification, deps), deps);
    case 'claim':
      return (await checkSuppression(notification, deps)) ?? (await checkReminder(notification, deps)) ?? attemptToSend(notification, content, await chooseProvider(notification, deps), deps);
  }
}

/** Before the claim, so that waiting for a provider costs no attempt. */
async function chooseProvider({ channel }: NotificationDetail, { providers, takeTurn, clock }: SendNotificationDeps): Promise<Provider> {
  const names = providers.namesFor(channel);
  const provider = providers.pick(names);
  const waitMs = provider === null ? providers.retryAfterMs(names) : await takeTurn(provider);
  if (provider !== null && waitMs === 0) return provider;
  const reason = provider === null ? `every provider of the channel ${channel} is left alone for a while` : `${provider.name} takes no more than ${provider.ratePerSecond} messages per second`;
  throw new RetryAt(new Date(clock.now().getTime() + waitMs), reason);
}

async function attemptToSend(notification: NotificationDetail, content: NotificationContent | null, provider: Provider, deps: SendNotificationDeps): Promise<JobResult> {
  const { notifications, clock, owner, leaseMs } = deps;
  const leaseUntil = new Date(clock.now().getTime() + leaseMs);
  const claimed = await notifications.claim(notification, { owner: `${owner}/${deps.newClaimId()}`, leaseUntil, provider: provider.account });
  if (claimed === null) return { outcome: 'skipped', reason: 'another worker claimed it first' };

  let outcome: SendOutcome;
  const handOver = { begun: false };
  try {
    outcome = content === null ? contentGone : await sendBy(provider, claimed, content, handOver, deps);
  } catch (error) {
    if (error instanceof ClaimLostError) return { outcome: 'skipped', reason: 'its claim was lost before the message left' };
    throw error;
  }
  if (isHardBounce(outcome)) await deps.suppressions.suppress([{ address: notification.to, reason: 'hard-bounce', source: notification.id }]);
  if (outcome.kind === 'temporary' && !handOver.begun && provider.usage().circuit !== 'closed') return giveBack(claimed, outcome, deps);
  const { event, retryInMs } = concludeAttempt(outcome, claimed, deps.retry, deps.random());
  const result = {
    outcome: outcome.kind,
    code: outcome.code,
    text: outcome.text,
    reason: outcome.kind === 'accepted' ? null : outcome.reason,
    providerMessageId: outcome.kind === 'accepted' ? outcome.providerMessageId : null,
  };
  const now = clock.now().getTime();
  const details = {
    ...(retryInMs === null ? {} : { dueAt: new Date(now + retryInMs) }),
    receiptDueAt: outcome.kind === 'accepted' && provider.channel === 'vendor' ? new Date(now + deps.receiptTimeoutMs) : null,
  };
  return settle(await notifications.finishClaimed(claimed, event, result, details), deps);
}

const HELD_BACK_MS = 1_000;

/** A provider that fails for everybody says nothing of this message: waiting for it costs no attempt. */
async function giveBack({ id, attemptCount }: NotificationDetail, { reason, retryAfterMs }: Extract<SendOutcome, { kind: 'temporary' }>, { notifications, clock }: SendNotificationDeps): Promise<JobResult> {
  const dueAt = new Date(clock.now().getTime() + (retryAfterMs ?? HELD_BACK_MS));
  const released = await notifications.release(id, attemptCount, { dueAt, reason });
  if (released === null) return { outcome: 'skipped', reason: 'its state changed meanwhile' };
  throw new RetryAt(dueAt, reason);
}

async function sendBy(provider: Provider, notification: NotificationDetail, content: NotificationContent, handOver: { begun: boolean }, deps: SendNotificationDeps): Promise<SendOutcome> {
  const deadline = startDeadline(deps.sendTimeoutMs, deps.stopping);
  try {
    return await provider.send(
      { messageId: notification.messageId, reference: referenceOf(notification.id, notification.attemptCount), to: notification.to, subject: content.subject, text: content.text, html: content.html, headers: content.headers },
      {
        signal: deadline.signal,
        onHandOver: async () => {
          handOver.begun = true;
          if (!(await deps.notifications.markHandedOver(notification.id, notification.attemptCount))) throw new ClaimLostError();
        },
      },
    );
  } finally {
    deadline.clear();
  }
}

const contentGone: SendOutcome = { kind: 'permanent', code: null, text: '', reason: 'What it said is no longer kept: its retention has ended.' };

/** A notification that will be tried again keeps its job, postponed; any other is done. */
function settle(notification: NotificationSummary | null, { clock }: { clock: Clock }): JobResult {
  if (notification === null) return { outcome: 'skipped', reason: 'its state changed meanwhile' };
  if (notification.status === 'retrying') throw new RetryAt(notification.nextAttemptAt === null ? clock.now() : new Date(notification.nextAttemptAt), notification.reason ?? 'it is tried again');
  return { outcome: notification.status, ...(notification.reason === null ? {} : { reason: notification.reason }) };
}
