import type { AttemptOutcome } from '../channel/schema.ts';

/**
 * RFC 3463 (3.2, 3.3): the mailbox does not exist (5.1.1, and 5.1.10 of Exchange), its address is malformed (5.1.3), it has
 * moved (5.1.6), or is disabled (5.2.1). Not 5.1.2, a domain not found: names come back. Not 5.2.2: mailboxes get emptied.
 */
const GONE = /\b5\.(?:1\.(?:1|3|6|10)|2\.1)\b/;
/** For servers without enhanced codes. */
const UNKNOWN_USER = /user unknown|unknown user|no such (?:user|recipient|mailbox)|(?:mailbox|user|recipient|address) (?:not found|does not exist)/i;

/** Whether a mail server said, while it was handed a message, that nobody will ever be reached at the address. */
export function isHardBounce({ kind, code, text }: { kind: AttemptOutcome; code: number | null; text: string | null }): boolean {
  if (kind !== 'permanent' || code === null || text === null || code < 550 || code > 559) return false;
  return GONE.test(text) || (!/\b5\.\d{1,3}\.\d{1,3}\b/.test(text) && UNKNOWN_USER.test(text));
}
