import { createPrivateKey } from 'node:crypto';
import { createUnderWay, startDeadline, type OutgoingMessage, type SendOutcome } from '@carillon/domain';
import { createTransport } from 'nodemailer';
import DKIM from 'nodemailer/lib/dkim';
import type { Channel, SendOptions } from '../channel.ts';
import { checkMessage } from './check-message.ts';
import { classifySmtpError } from './classify-smtp-error.ts';
import { createHandOver, type HandOver } from './hand-over.ts';
import { readProviderMessageId } from './provider-message-id.ts';
import { gmailAccount, gmailEndpoint, smtpAccount, type GmailEndpoint, type GmailSettings } from './smtp-account.ts';

export interface EmailChannelOptions {
  /** `smtp://user:password@host:port` or `smtps://…`; not used when `gmail` is given. */
  smtpUrl: string;
  gmail: GmailSettings | null;
  from: { name: string; address: string };
  replyTo: string | null;
  /** Connections kept open and used in parallel. */
  maxConnections: number;
  /** Signs every message (RFC 6376); `privateKey` is PEM. */
  dkim: { domainName: string; keySelector: string; privateKey: string } | null;
  /** One attempt takes no longer than this, waiting for a free connection included. */
  sendTimeoutMs: number;
  gmailEndpoint?: GmailEndpoint;
}

const CONNECT_TIMEOUT_MS = 10_000;
/** A pooled connection can turn out to be stale; more tries than that are the queue's business. */
const MAX_REQUEUES = 2;
/**
 * What a signature covers, of what a message has: RFC 6376 (5.4.1) recommends most of it, and RFC 8058 (4) demands the last
 * two, which nodemailer leaves out by itself.
 */
const SIGNED_FIELDS = [
  'From', 'Sender', 'Reply-To', 'Subject', 'Date', 'Message-ID', 'To', 'Cc', 'MIME-Version', 'Content-Type', 'Content-Transfer-Encoding',
  'In-Reply-To', 'References', 'List-Id', 'List-Help', 'List-Unsubscribe', 'List-Unsubscribe-Post',
];

/**
 * Sends over one pooled SMTP account. `onHandOver` is awaited between the server's 354 and the first byte of content:
 * connection, authentication, sender and recipient have been accepted by then. Throws when the DKIM key can not be used.
 */
export function createEmailChannel(options: EmailChannelOptions): Channel {
  const account = options.gmail === null ? smtpAccount(options.smtpUrl) : gmailAccount(options.gmail, options.gmailEndpoint ?? gmailEndpoint);
  const connectTimeoutMs = Math.min(CONNECT_TIMEOUT_MS, options.sendTimeoutMs);
  const transporter = createTransport({
    ...account.transport,
    pool: true,
    maxConnections: options.maxConnections,
    maxRequeues: MAX_REQUEUES,
    connectionTimeout: connectTimeoutMs,
    greetingTimeout: connectTimeoutMs,
    dnsTimeout: connectTimeoutMs,
    socketTimeout: options.sendTimeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const dkim = options.dkim === null ? null : createSigner(options.dkim);
  const handOvers = new WeakMap<AbortSignal, HandOver>();
  const inFlight = createUnderWay();

  // The watch has to be the outermost stage: signing reads the whole message long before the server wants it.
  transporter.use('stream', (mail, done) => {
    const handOver = mail.data.signal && handOvers.get(mail.data.signal);
    if (!handOver || !mail.message) return done(new Error('The message is not being watched'));
    if (dkim) mail.message.processFunc((content) => dkim.sign(content));
    mail.message.processFunc((content) => handOver.watch(content));
    done();
  });

  async function send(message: OutgoingMessage, { signal, onHandOver }: SendOptions): Promise<SendOutcome> {
    const problem = checkMessage(message);
    if (problem !== null) return { kind: 'permanent', code: null, text: '', reason: problem };
    const deadline = startDeadline(options.sendTimeoutMs, signal);
    const handOver = createHandOver(onHandOver);
    handOvers.set(deadline.signal, handOver);
    try {
      const info = await transporter.sendMail({
        from: options.from,
        ...(options.replyTo === null ? {} : { replyTo: options.replyTo }),
        to: { name: '', address: message.to },
        messageId: message.messageId,
        subject: message.subject,
        text: message.text,
        ...(message.html === null ? {} : { html: message.html }),
        headers: message.headers,
        signal: deadline.signal,
      });
      return { kind: 'accepted', code: Number.parseInt(info.response, 10) || null, text: info.response, providerMessageId: info.serverMessageId ?? readProviderMessageId(info.response) ?? info.messageId };
    } catch (error) {
      await handOver.settled();
      const refusal = handOver.refusal();
      if (refusal) throw refusal.error;
      return classifySmtpError(error, { contentSent: handOver.contentSent() });
    } finally {
      deadline.clear();
    }
  }

  return {
    name: 'email',
    provider: account.provider,
    send: (message, sendOptions) => inFlight.add(send(message, sendOptions)),
    // SMTP hands a message over and forgets it.
    ask: async () => ({ kind: 'cannot-tell' }),
    async verify() {
      try {
        await transporter.verify();
      } catch (error) {
        throw new Error(`${account.provider}: ${classifySmtpError(error, { contentSent: false }).reason}`, { cause: error });
      }
    },
    async close() {
      transporter.close();
      await inFlight.settled();
    },
  };
}

function createSigner(options: NonNullable<EmailChannelOptions['dkim']>): DKIM {
  try {
    createPrivateKey(options.privateKey);
  } catch (error) {
    throw new Error(`The DKIM key of ${options.domainName} is not a private key in PEM`, { cause: error });
  }
  return new DKIM({ ...options, headerFieldNames: SIGNED_FIELDS.join(':') });
}
