import type { Clock, IdSource, InboxSummary } from '@carillon/domain';
import { PortTakenError, type Logger } from '@carillon/observability';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Mailbox } from './mailbox.ts';
import { summarize } from './read-message.ts';

export const MAX_MESSAGE_BYTES = 25 * 1024 * 1024;

export interface MailSandbox {
  port: number;
  connectionCount(): number;
  close(): Promise<void>;
}

/**
 * A real SMTP server that takes every message and delivers none. Its "250" is given only after the message is on disk.
 * Messages above 25 MiB are refused with 552, as the big providers do.
 */
export async function startMailSandbox(options: {
  port: number;
  mailbox: Mailbox;
  clock: Clock;
  newId: IdSource['inboxMessage'];
  logger: Logger;
}): Promise<MailSandbox> {
  const { mailbox, clock, newId, logger } = options;

  const receive = async (stream: SMTPServerDataStream, session: SMTPServerSession): Promise<InboxSummary> => {
    const raw = await collect(stream);
    const { mailFrom, rcptTo } = session.envelope;
    const summary = await summarize(raw, {
      id: newId(),
      receivedAt: clock.now(),
      from: mailFrom === false ? '' : mailFrom.address,
      to: rcptTo.map((recipient) => recipient.address),
    });
    await mailbox.add({ summary, raw });
    return summary;
  };

  const server = new SMTPServer({
    name: 'mail-sandbox.localhost',
    size: MAX_MESSAGE_BYTES,
    authOptional: true,
    allowInsecureAuth: true,
    hideSTARTTLS: true,
    disableReverseLookup: true,
    closeTimeout: 1_000,
    onAuth: (auth, _session, done) => done(null, { user: auth.username ?? 'anybody' }),
    onData: (stream, session, done) => {
      receive(stream, session).then(
        (summary) => {
          logger.info('mail-sandbox.received', { messageId: summary.id, to: summary.to, size: summary.size, notificationId: summary.notificationId });
          done(null, `Kept as ${summary.id}`);
        },
        (error: unknown) => {
          logger.warn('mail-sandbox.refused', { error });
          done(error instanceof Error && 'responseCode' in error ? error : Object.assign(new Error('The message could not be stored'), { responseCode: 451 }));
        },
      );
    },
  });
  const port = await listen(server, options.port);
  server.on('error', (error) => logger.debug('mail-sandbox.connection-failed', { error: error.message }));

  return { port, connectionCount: () => server.connections.size, close: () => new Promise((resolve) => server.close(resolve)) };
}

/** The rest of a message that is too large is read and dropped: the answer may only come after it. */
async function collect(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    if (stream.sizeExceeded) chunks.length = 0;
    else chunks.push(chunk);
  }
  if (stream.sizeExceeded) {
    throw Object.assign(new Error(`5.3.4 The message is larger than ${MAX_MESSAGE_BYTES / 1024 / 1024} MiB`), { responseCode: 552 });
  }
  return Buffer.concat(chunks);
}

function listen(server: SMTPServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.server.once('error', (error: Error) =>
      reject('code' in error && error.code === 'EADDRINUSE' ? new PortTakenError({ process: 'local-services (mail sandbox)', port, portVariable: 'LOCAL_SMTP_PORT' }) : error),
    );
    const listener = server.listen(port, '127.0.0.1', () => {
      const address = listener.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
