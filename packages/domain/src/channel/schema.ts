import { z } from 'zod';

/** How a message leaves. */
export const ChannelName = z.enum(['email']);
export type ChannelName = z.infer<typeof ChannelName>;

/** A message that is ready to be handed to the e-mail channel: rendered, checked, addressed. */
export interface EmailMessage {
  /** Stable per notification, so that a receiver can recognise a copy: `<ntf_…@host>`. */
  messageId: string;
  to: string;
  subject: string;
  text: string;
  html: string | null;
  headers: Record<string, string>;
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
