/** What nodemailer knows about a failure, reduced to what decides about it. */
export interface SmtpFailure {
  /** nodemailer's own code: EAUTH, ECONNECTION, ESOCKET, ETIMEDOUT, EDNS, ETLS, EENVELOPE, EMESSAGE, ESTREAM, EABORT, … */
  code: string;
  /** The code under it, like ECONNREFUSED of the system or EOAUTH2 of the token service; empty when there is none. */
  causeCode: string;
  /** What was being done: CONN, EHLO, STARTTLS, AUTH PLAIN, MAIL FROM, RCPT TO, DATA, API; empty when not known. */
  command: string;
  /** The server's reply, null when there was none. */
  reply: { code: number; text: string } | null;
  /** Which time-out ran out: CONNECT_TIMEOUT, GREETING_TIMEOUT, UPGRADE_TIMEOUT, SOCKET_TIMEOUT; else empty. */
  timeout: string;
  message: string;
  /** Why it was aborted; for EABORT only. */
  abortedBy: 'deadline' | 'caller' | null;
}

/** Enough of a reply for everybody; a server can send megabytes. */
const MAX_TEXT = 2_000;

/** Reads an error of nodemailer. Anything else becomes a failure without code. */
export function readSmtpFailure(error: unknown): SmtpFailure {
  const text = field(error, 'response').slice(0, MAX_TEXT);
  const code = Number.parseInt(text, 10);
  return {
    code: field(error, 'code'),
    causeCode: field(error, 'originalCode'),
    command: field(error, 'command'),
    reply: Number.isInteger(code) ? { code, text } : null,
    timeout: field(error, 'timeoutType'),
    message: (error instanceof Error ? error.message : String(error)).slice(0, MAX_TEXT),
    abortedBy: abortedBy(error),
  };
}

function field(error: unknown, name: string): string {
  if (typeof error !== 'object' || error === null) return '';
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' ? value : '';
}

function abortedBy(error: unknown): SmtpFailure['abortedBy'] {
  if (field(error, 'code') !== 'EABORT' || !(error instanceof Error)) return null;
  return error.cause instanceof DOMException && error.cause.name === 'TimeoutError' ? 'deadline' : 'caller';
}
