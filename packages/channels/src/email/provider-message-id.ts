const knownForms = [
  /\bqueued as ([\w.-]+)/i, // Postfix, Exim in front of it, SendGrid, Mailpit
  /\bid=([\w.-]+)/i, // Exim
  /^250 2\.0\.0 OK\s+\d+\s+([\w.-]+) - gsmtp/i, // Gmail
  /^250 Ok ([0-9a-f]+(?:-[0-9a-f]+)+)$/i, // Amazon SES
];

/** The id a server gave the message in its last reply, as far as it is in a form known to carry one; else null. */
export function readProviderMessageId(reply: string): string | null {
  for (const form of knownForms) {
    const id = form.exec(reply.trim())?.[1];
    if (id !== undefined) return id;
  }
  return null;
}
