import { z } from 'zod';

/** How a message leaves. */
export const ChannelName = z.enum(['email', 'vendor']);
export type ChannelName = z.infer<typeof ChannelName>;

/** A message that is ready to leave, on whatever channel: rendered, checked, addressed. */
export interface OutgoingMessage {
  /** Stable per log, so that a receiver can recognise a copy: `<ntf_…@host>`. */
  messageId: string;
  /**
   * `<log id>.<attempt>`. Vendors repeat it in every receipt: so an answer that comes after its receipt, or not at all,
   * can still be matched, and what belongs to an earlier attempt be told apart.
   */
  reference: string;
  to: string;
  subject: string;
  text: string;
  html: string | null;
  headers: Record<string, string>;
}

/** The reference of one attempt to send what a log is about. */
export function referenceOf(logId: string, attempt: number): string {
  return `${logId}.${attempt}`;
}

/** The two halves of a reference, or null when it is none of ours. */
export function parseReference(reference: string): { logId: string; attempt: number } | null {
  const [, logId, attempt] = /^([a-z]{3}_[0-9A-Z]{26})\.([1-9]\d{0,5})$/.exec(reference) ?? [];
  return logId === undefined || attempt === undefined ? null : { logId, attempt: Number(attempt) };
}

/**
 * What one attempt came to.
 * - `accepted`: the provider took responsibility.
 * - `temporary`: refused for now; another try can succeed (`retryAfterMs` when the provider said when).
 * - `permanent`: refused for good.
 * - `ambiguous`: the message was handed over and no answer came: it may or may not have been sent.
 */
export type SendOutcome =
  | { kind: 'accepted'; code: number | null; text: string; providerMessageId: string }
  | { kind: 'temporary'; code: number | null; text: string; reason: string; retryAfterMs: number | null }
  | { kind: 'permanent'; code: number | null; text: string; reason: string }
  | { kind: 'ambiguous'; code: number | null; text: string; reason: string };

export const AttemptOutcome = z.enum(['accepted', 'temporary', 'permanent', 'ambiguous', 'abandoned']);
export type AttemptOutcome = z.infer<typeof AttemptOutcome>;
