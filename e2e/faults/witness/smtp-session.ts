import type { Socket } from 'node:net';
import { z } from 'zod';

/** Where a mail server can misbehave: as greeting, as answer to a command, while the content comes, after its final dot. */
export const Phase = z.enum(['connect', 'helo', 'mail', 'rcpt', 'data', 'content', 'dot']);
export type Phase = z.infer<typeof Phase>;
/** Says nothing more, cuts the connection, or answers with a code. */
const Reaction = z.union([z.literal('hang'), z.literal('drop'), z.int().min(400).max(599)]);
/** Null: takes everything. */
export const Behaviour = z.object({ phase: Phase, reaction: Reaction }).nullable();
export type Behaviour = z.infer<typeof Behaviour>;
/** How long it takes to answer RCPT and the final dot, from and to; null: no time at all. */
export const Pace = z.object({ fromMs: z.int(), toMs: z.int(), seed: z.int() }).nullable();
export type Pace = z.infer<typeof Pace>;

/** `taken` is written down before the answer, as by a server that has taken the responsibility; `answered`, when its 250 has left. */
export type SmtpRecord = { at: number; event: 'taken' | 'answered'; messageId: string; to: string };

/** What a conversation needs of the mail server that it belongs to. */
export interface SmtpHost {
  behaviour(): Behaviour;
  /** Told of each time it misbehaved as it was told. */
  onMet(): void;
  /** Before it answers RCPT or the final dot. */
  pause(socket: Socket, goOn: () => void): void;
  record(entry: SmtpRecord): void;
}

const END_OF_CONTENT = '\r\n.\r\n';

/** One conversation with a mail server that behaves as it is told at each step, and keeps a record of what it took. */
export function serveSmtpSession(socket: Socket, { behaviour, onMet, pause, record }: SmtpHost): void {
  let unread = '';
  let reading: 'commands' | 'content' | 'nothing' = 'commands';
  let to = '';
  const reply = (line: string) => void socket.write(`${line}\r\n`);
  /** Goes on, unless the server was told to misbehave here. */
  const at = (phase: Phase, goOn: () => void) => {
    const told = behaviour();
    if (told?.phase !== phase) return goOn();
    onMet();
    if (told.reaction === 'drop') socket.destroy();
    else if (told.reaction === 'hang') reading = 'nothing';
    else reply(`${told.reaction} ${told.reaction < 500 ? '4.3.0 Not now' : '5.3.0 Not here'}`);
  };

  const slowly = (phase: Phase, goOn: () => void) => at(phase, () => pause(socket, goOn));

  const take = (content: string) => {
    const messageId = /^message-id:\s*(\S+)/im.exec(content)?.[1] ?? '';
    const told = behaviour();
    reading = 'commands';
    // One that says nothing, or hangs up, has the message all the same: the worst case for whoever sent it.
    if (told?.phase !== 'dot' || typeof told.reaction === 'string') record({ at: Date.now(), event: 'taken', messageId, to });
    slowly('dot', () => socket.write('250 2.0.0 Taken\r\n', (error) => error ?? record({ at: Date.now(), event: 'answered', messageId, to })));
  };

  const obey = (line: string) => {
    const command = line.slice(0, 4).toUpperCase();
    if (command === 'EHLO' || command === 'HELO') at('helo', () => reply('250 sink'));
    else if (command === 'MAIL') at('mail', () => reply('250 2.1.0 Ok'));
    else if (command === 'RCPT') {
      to = /<([^>]*)>/.exec(line)?.[1] ?? '';
      slowly('rcpt', () => reply('250 2.1.5 Ok'));
    } else if (command === 'DATA') {
      at('data', () => {
        reading = 'content';
        reply('354 Go on');
      });
    } else if (command === 'QUIT') socket.end('221 2.0.0 Bye\r\n');
    else reply('250 2.0.0 Ok');
  };

  const read = () => {
    for (;;) {
      const mark = reading === 'content' ? END_OF_CONTENT : '\r\n';
      const end = reading === 'nothing' ? -1 : unread.indexOf(mark);
      if (end < 0 || socket.destroyed) return;
      const part = unread.slice(0, end);
      unread = unread.slice(end + mark.length);
      if (reading === 'content') take(part);
      else obey(part);
    }
  };

  socket.setEncoding('latin1');
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    unread += String(chunk);
    if (reading === 'content') at('content', read);
    else read();
  });
  at('connect', () => reply('220 sink ESMTP'));
}
