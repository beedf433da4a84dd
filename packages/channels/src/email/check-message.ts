import { EmailAddress, HeaderText, type OutgoingMessage } from '@carillon/domain';

/** Header names made by the channel itself: a message can not replace them (or address others through them). */
const OWN_HEADERS = /^(?:from|to|cc|bcc|sender|reply-to|return-path|subject|date|message-id|mime-version|content-.+|dkim-signature)$/i;
const HEADER_NAME = /^[a-z0-9-]{1,76}$/i;
const MESSAGE_ID = /^<[^<>\s@]+@[^<>\s@]+>$/;

/**
 * The last look before a message leaves: nothing in it can open a header, an address or an SMTP command of its own (CWE-93).
 * Returns what is wrong, in words, or null.
 */
export function checkMessage(message: OutgoingMessage): string | null {
  if (!EmailAddress.safeParse(message.to).success) return 'The recipient is not one plain e-mail address.';
  if (!HeaderText.safeParse(message.subject).success) return 'The subject is empty, too long, or not one line.';
  if (!MESSAGE_ID.test(message.messageId)) return 'The message id does not have the form <id@host>.';
  for (const [name, value] of Object.entries(message.headers)) {
    if (!HEADER_NAME.test(name)) return `The header name ${JSON.stringify(name)} is not allowed.`;
    if (OWN_HEADERS.test(name)) return `The header ${name} is set by the channel.`;
    if (!HeaderText.safeParse(value).success) return `The value of the header ${name} is empty, too long, or not one line.`;
  }
  return null;
}
