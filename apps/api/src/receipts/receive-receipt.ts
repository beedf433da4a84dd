import type { Readable } from 'node:stream';
import { verifyWebhook } from '@carillon/channels/webhook-signature';
import type { ReceiptRepository } from '@carillon/db';
import { CarillonError, parseJson, ReceiptEvent, receiptTypes, sayIssues, type AcceptedReceipt, type Clock, type IdSource } from '@carillon/domain';
import { readBytes } from '@carillon/http';
import type { Logger } from '@carillon/observability';
import type { ForgeryBudget } from './forgery-budget.ts';

/** Far more than a receipt needs. */
const MAX_BODY_BYTES = 64 * 1024;
/** What is kept of a body that nobody vouches for. */
const FORGED_BODY_CHARACTERS = 2_000;

export interface ReceiveReceiptDeps {
  receipts: Pick<ReceiptRepository, 'store' | 'storeForged'>;
  /** The secrets of a provider's receipts; null when it sends none. */
  secretsOf(provider: string): readonly string[] | null;
  forgeries: ForgeryBudget;
  askToApply(requestId: string): Promise<void>;
  ids: Pick<IdSource, 'receipt'>;
  clock: Clock;
  logger: Logger;
}

export interface WebhookHeaders {
  id: string;
  timestamp: string;
  signature: string;
}

/**
 * Takes what a provider says: checks its signature over the body as it came, stores it once, and only then confirms it.
 * Applying follows by a job. Throws `not-found` for a provider that sends no receipts, `unauthenticated` for a forged one.
 */
export async function receiveReceipt(deps: ReceiveReceiptDeps, { provider, headers, bodyStream, requestId }: { provider: string; headers: WebhookHeaders; bodyStream: Readable; requestId: string }): Promise<AcceptedReceipt> {
  const secrets = deps.secretsOf(provider);
  if (secrets === null) throw new CarillonError('not-found', `No provider called ${provider} sends receipts here.`);
  const body = await readBytes(bodyStream, MAX_BODY_BYTES);
  const verdict = verifyWebhook({ id: headers.id, timestamp: headers.timestamp, body }, headers.signature, secrets, deps.clock.now());
  if (!verdict.ok) {
    await keepForged(deps, provider, headers.id, verdict.reason, body);
    throw new CarillonError('unauthenticated', verdict.reason);
  }
  const id = deps.ids.receipt();
  const stored = await deps.receipts.store({ id, provider, eventId: headers.id, body: body.toString(), ...understand(body) });
  if (stored) await deps.askToApply(requestId);
  return { id: stored ? id : null, repeated: !stored };
}

/** One that is signed and makes no sense is kept all the same: refusing it would only bring it back. */
function understand(body: Buffer) {
  const parsed = ReceiptEvent.safeParse(parseJson(body.toString()));
  if (!parsed.success) return { content: null, problem: sayIssues(parsed.error.issues).slice(0, 500) };
  const { type, timestamp, data } = parsed.data;
  return { content: { type: receiptTypes[type], reference: data.reference, providerMessageId: data.messageId, reason: data.reason, occurredAt: new Date(timestamp) }, problem: null };
}

async function keepForged({ forgeries, receipts, ids, clock, logger }: ReceiveReceiptDeps, provider: string, claimedEventId: string, explanation: string, body: Buffer): Promise<void> {
  logger.warn('receipt.forged', { provider, claimedEventId, reason: explanation });
  // Whoever sends many would fill the database: some of them are evidence enough.
  if (!forgeries.take(clock.now())) return;
  await receipts.storeForged({ id: ids.receipt(), provider, claimedEventId, explanation, body: body.toString().slice(0, FORGED_BODY_CHARACTERS) });
}
