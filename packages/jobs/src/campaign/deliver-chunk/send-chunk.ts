import type { Provider } from '@carillon/channels';
import type { AttemptResult, CommunicationLogRepository, WaitingRecipient } from '@carillon/db';
import { concludeAttempt, groupCalls, isHardBounce, referenceOf, startDeadline, type AudienceMember, type Campaign, type Clock, type ConsentSubject, type OutgoingMessage, type RetryPolicy, type SendOutcome, type TemplateSource } from '@carillon/domain';
import type { MessageLinks, TemplateRenderer } from '@carillon/templates';
import pMap from 'p-map';
import { renderMessage, templateDataOf, type CampaignContent } from '../render-message.ts';
import type { CampaignControl } from './campaign-control.ts';

/** Messages of one chunk that are on their way at the same time: more where the provider has room for them, as they are marked together. */
const CONCURRENT = 64;
const MOST_CONCURRENT = 250;

export interface SendChunkDeps {
  communicationLogs: Pick<CommunicationLogRepository, 'markHandedOver'>;
  control: CampaignControl;
  renderer: Pick<TemplateRenderer, 'render'>;
  links: MessageLinks;
  clock: Clock;
  /** In [0, 1). */
  random: () => number;
  campaignRetry: RetryPolicy;
  sendTimeoutMs: number;
  leaseMs: number;
  /** How long after it took a message a vendor may take to say what became of it, in milliseconds. */
  receiptTimeoutMs: number;
  mailDomain: string;
  stopping: AbortSignal;
}

export interface Chunk {
  campaign: Campaign;
  source: TemplateSource;
  provider: Provider;
  /** Names the one claim under which all of them are held. */
  owner: string;
  /** How long that claim lasts. */
  leaseUntil: Date;
  recipients: readonly { recipient: WaitingRecipient; member: AudienceMember }[];
}

/** What a chunk came to; those to be given back were not handed over, and those in neither list lost their claim. */
export interface SentChunk {
  results: AttemptResult[];
  back: WaitingRecipient[];
  /** Something of ours failed: the database, most likely. */
  error: Error | null;
}

class HandOverStopped extends Error {}
class ClaimLost extends Error {}

/** Sends claimed messages side by side. Each is marked before its first byte leaves, many marks in one write. */
export async function sendChunk(chunk: Chunk, deps: SendChunkDeps): Promise<SentChunk> {
  const { campaign, provider, owner } = chunk;
  const concurrent = Math.min(MOST_CONCURRENT, Math.max(CONCURRENT, provider.usage().maxConcurrent));
  const sent: SentChunk = { results: [], back: [], error: null };
  // Half the lease is for waiting, the other half for the send itself: nobody else can take what is on its way. Who waits longer for a
  // connection gets none: each would be broken off in the middle, after all that it took to come there.
  const waiting = startDeadline(deps.leaseMs / 2);
  const deadline = deps.clock.now().getTime() + deps.leaseMs / 2;
  const mark = groupCalls<WaitingRecipient, boolean>({
    most: concurrent,
    async run(recipients) {
      const now = deps.clock.now().getTime();
      // A lease that outlasts the send stays as it is: to renew it would move an entry of an index for each of them.
      const outlasts = chunk.leaseUntil.getTime() - now >= deps.sendTimeoutMs;
      const marked = await deps.communicationLogs.markHandedOver(recipients, { owner, leaseUntil: outlasts ? null : new Date(now + deps.leaseMs) });
      return recipients.map(({ _id }) => marked.has(_id));
    },
  });

  async function handOver(recipient: WaitingRecipient): Promise<void> {
    const isLate = deps.clock.now().getTime() > deadline;
    if (isLate || deps.stopping.aborted || !(await deps.control.mayHandOver(campaign.id))) throw new HandOverStopped();
    if (!(await mark(recipient))) throw new ClaimLost();
  }

  async function sendOne({ recipient, member }: Chunk['recipients'][number]): Promise<void> {
    if (waiting.signal.aborted) {
      sent.back.push(recipient);
      return;
    }
    // What the recipient may unsubscribe from by this message.
    const subject: ConsentSubject = { userId: recipient.userId, category: campaign.category, logId: recipient._id };
    const rendering = renderMessage(deps.renderer, chunk.source, templateDataOf(member, campaign, deps.links.unsubscribeUrl(subject) ?? ''));
    if (rendering.kind === 'refused') {
      sent.results.push(toResult(recipient, { kind: 'permanent', code: null, text: '', reason: rendering.error.message }, chunk, deps));
      return;
    }
    let handedOver = false;
    const { signal, outlive, clear } = startDeadline(deps.sendTimeoutMs, deps.stopping, waiting.signal);
    try {
      const outcome = await provider.send(toMessage(recipient, subject, rendering.content, campaign, deps), {
        signal,
        onHandOver: async () => {
          outlive(waiting.signal);
          await handOver(recipient);
          handedOver = true;
        },
      });
      // Who waited too long, or for a provider that is left alone, has asked nobody: that is no attempt.
      if (!handedOver && outcome.kind === 'temporary' && (signal.aborted || provider.usage().circuit !== 'closed')) sent.back.push(recipient);
      else sent.results.push(toResult(recipient, outcome, chunk, deps));
    } catch (error) {
      if (error instanceof HandOverStopped) sent.back.push(recipient);
      else if (!(error instanceof ClaimLost)) {
        sent.error = error instanceof Error ? error : new Error(String(error));
        if (!handedOver) sent.back.push(recipient);
      }
    } finally {
      clear();
    }
  }

  try {
    await pMap(chunk.recipients, sendOne, { concurrency: concurrent });
  } finally {
    waiting.clear();
  }
  return sent;
}

function toMessage(recipient: WaitingRecipient, subject: ConsentSubject, content: CampaignContent, campaign: Campaign, { mailDomain, links, clock }: SendChunkDeps): OutgoingMessage {
  const headers = { 'X-Carillon-Campaign': campaign.id, 'X-Carillon-Recipient': recipient._id };
  return {
    messageId: `<${recipient._id}@${mailDomain}>`,
    reference: referenceOf(recipient._id, recipient.attemptCount),
    to: recipient.to,
    ...links.finish({ ...content, headers }, subject, campaign.tracking ? { campaignId: campaign.id, at: clock.now() } : null),
  };
}

function toResult(recipient: WaitingRecipient, outcome: SendOutcome, { provider }: Chunk, { campaignRetry, clock, random, receiptTimeoutMs }: SendChunkDeps): AttemptResult {
  // What a mail server says of a mailbox that does not exist is its receipt: it counts for the automatic pause.
  const { event, retryInMs } = isHardBounce(outcome) ? ({ event: 'receipt-bounced', retryInMs: null } as const) : concludeAttempt(outcome, recipient, campaignRetry, random());
  const now = clock.now().getTime();
  // Who may have it without our knowing says so in a receipt, or when it is asked.
  const awaitsReceipt = (event === 'accepted' || event === 'outcome-lost') && provider.channel === 'vendor';
  return {
    id: recipient._id,
    attempt: recipient.attemptCount,
    event,
    outcome: outcome.kind,
    code: outcome.code,
    text: outcome.text,
    reason: outcome.kind === 'accepted' ? null : outcome.reason,
    providerMessageId: outcome.kind === 'accepted' ? outcome.providerMessageId : null,
    dueAt: retryInMs === null ? null : new Date(now + retryInMs),
    receiptDueAt: awaitsReceipt ? new Date(now + receiptTimeoutMs) : null,
  };
}
