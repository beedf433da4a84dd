import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

/** What the server does at a stage: go on, answer an SMTP code, say nothing more, or cut the connection. */
export type SmtpReaction = 'accept' | 'hang' | 'drop' | { code: number; text: string };
/** A list is used up one reaction at a time, each time its stage is reached; after that the stage accepts. */
type Script = SmtpReaction | SmtpReaction[];

export interface SmtpScript {
  /** Before the greeting. */
  connect?: Script;
  auth?: Script;
  mailFrom?: Script;
  /** By recipient's address; who is not listed is accepted. */
  recipients?: Record<string, Script>;
  /** When the first byte of the message came: `drop` cuts it half-way. */
  dataStart?: 'accept' | 'drop' | 'hang';
  /** When the whole message came, in place of "250 OK": the moment at which an outcome becomes unknowable. */
  dataEnd?: Script;
}

export interface ReceivedMessage {
  from: string;
  to: string[];
  raw: string;
  /** False when the script refused it or hung up after it had come completely. */
  accepted: boolean;
}

export interface ScriptedSmtpServer {
  port: number;
  url: string;
  /** Every message that came completely, in order. */
  messages: ReceivedMessage[];
  /** Connections ever made. */
  connections(): number;
  /** Replaces the script from the next stage on. */
  use(script: SmtpScript): void;
  close(): Promise<void>;
}

/** A real SMTP server on a free loopback port that behaves as told; everything else it accepts and records. */
export async function createScriptedSmtpServer(initial: SmtpScript = {}): Promise<ScriptedSmtpServer> {
  let script = structuredClone(initial);
  let connections = 0;
  const sockets = new Map<number, Socket>();
  const messages: ReceivedMessage[] = [];
  const react = (reaction: SmtpReaction, session: SMTPServerSession, done: (error?: Error | null) => void) => {
    if (reaction === 'accept') done();
    else if (reaction === 'drop') sockets.get(session.remotePort)?.destroy();
    else if (reaction !== 'hang') done(Object.assign(new Error(reaction.text), { responseCode: reaction.code }));
  };

  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    hideSTARTTLS: true,
    disableReverseLookup: true,
    closeTimeout: 1,
    onConnect: (session, done) => react(next(script.connect), session, done),
    onAuth: (auth, session, done) => react(next(script.auth), session, (error) => (error ? done(error) : done(null, { user: auth.username ?? 'user' }))),
    onMailFrom: (_address, session, done) => react(next(script.mailFrom), session, done),
    onRcptTo: (address, session, done) => react(next(script.recipients?.[address.address]), session, done),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => {
        if (script.dataStart === 'drop') sockets.get(session.remotePort)?.destroy();
        chunks.push(chunk);
      });
      stream.on('end', () => {
        if (script.dataStart === 'hang' || script.dataStart === 'drop') return;
        const reaction = next(script.dataEnd);
        const { mailFrom, rcptTo } = session.envelope;
        messages.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map((recipient) => recipient.address),
          raw: Buffer.concat(chunks).toString(),
          accepted: reaction === 'accept',
        });
        react(reaction, session, done);
      });
    },
  });
  // Clients that are dropped on purpose end as socket errors here.
  server.on('error', () => undefined);
  server.server.on('connection', (socket: Socket) => {
    connections += 1;
    const { remotePort } = socket;
    if (remotePort === undefined) return;
    sockets.set(remotePort, socket);
    socket.on('close', () => sockets.delete(remotePort));
  });
  const port = await listen(server);

  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    messages,
    connections: () => connections,
    use: (replacement) => {
      script = structuredClone(replacement);
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(resolve);
        for (const socket of sockets.values()) socket.destroy();
      }),
  };
}

function next(script: Script | undefined): SmtpReaction {
  if (!Array.isArray(script)) return script ?? 'accept';
  return script.shift() ?? 'accept';
}

function listen(server: SMTPServer): Promise<number> {
  return new Promise((resolve, reject) => {
    server.server.once('error', reject);
    const listener = server.listen(0, '127.0.0.1', () => {
      const address: AddressInfo | string | null = listener.address();
      if (address === null || typeof address === 'string') reject(new Error('The SMTP server has no port'));
      else resolve(address.port);
    });
  });
}
