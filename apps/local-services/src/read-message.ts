import { InboxMessage, type InboxSummary } from '@carillon/domain';
import { simpleParser } from 'mailparser';
import type { StoredMessage } from './mailbox.ts';

const PREVIEW_LENGTH = 200;

/** What the inbox's list shows of a message that has just come. Envelope addresses, not the header's: those are who gets it. */
export async function summarize(
  raw: Buffer,
  envelope: { id: InboxSummary['id']; receivedAt: Date; from: string; to: string[] },
): Promise<InboxSummary> {
  const mail = await simpleParser(raw, { skipImageLinks: true });
  const notificationId = mail.headers.get('x-carillon-notification');
  return {
    ...envelope,
    receivedAt: envelope.receivedAt.toISOString(),
    subject: mail.subject ?? '',
    size: raw.byteLength,
    preview: (mail.text ?? '').replaceAll(/\s+/g, ' ').trim().slice(0, PREVIEW_LENGTH),
    notificationId: typeof notificationId === 'string' ? notificationId : null,
  };
}

/** The whole message: parsed for reading, and raw for whoever wants to see what really came. */
export async function readMessage({ summary, raw }: StoredMessage): Promise<InboxMessage> {
  const mail = await simpleParser(raw);
  return InboxMessage.parse({
    ...summary,
    messageId: mail.messageId ?? null,
    html: mail.html === false ? null : mail.html,
    text: mail.text ?? '',
    headers: mail.headerLines.map(({ line }) => splitHeader(line)),
    raw: raw.toString('latin1'),
  });
}

function splitHeader(line: string): { name: string; value: string } {
  const colon = line.indexOf(':');
  return { name: line.slice(0, colon), value: line.slice(colon + 1).replaceAll(/\r?\n\s+/g, ' ').trim() };
}
