import { appendFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { z } from 'zod';
import { serveParent } from '../../../bench/backing/serve-parent.ts';
import { createSeededRandom } from '../seeded-random.ts';
import { Behaviour, Pace, serveSmtpSession, type Phase } from './smtp-session.ts';

// The mail server of a run, in a process of its own: told how to behave, and the only one who writes the record.
const [, , recordFile = ''] = process.argv;
let behaviour: Behaviour = null;
/** How often the behaviour was met. */
let met = 0;
let pauseMs = () => 0;
/** Only who connects anew comes by here. */
const OPENING: readonly Phase[] = ['connect', 'helo'];
const sockets = new Set<Socket>();
/** Those that wait for an answer in the middle of a message. */
const waiting = new Set<Socket>();
const server = createServer((socket) => {
  sockets.add(socket);
  socket.once('close', () => {
    sockets.delete(socket);
    waiting.delete(socket);
  });
  serveSmtpSession(socket, {
    behaviour: () => behaviour,
    onMet: () => void (met += 1),
    pause,
    record: (entry) => appendFileSync(recordFile, `${JSON.stringify(entry)}\n`),
  });
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const address = server.address();
const port = typeof address === 'object' && address !== null ? address.port : 0;

const Order = z.union([z.object({ behave: Behaviour }), z.object({ pace: Pace }), z.object({ listen: z.boolean() }), z.object({ count: z.literal('under-way') })]);

function obey(text: string): number {
  const order = Order.parse(JSON.parse(text));
  if ('behave' in order) return behave(order.behave);
  if ('count' in order) return waiting.size;
  if ('pace' in order) pauseMs = pausesOf(order.pace);
  else if (order.listen) server.listen(port, '127.0.0.1');
  else close();
  return 0;
}

/** Returns how often the behaviour before was met. */
function behave(next: Behaviour): number {
  const before = met;
  behaviour = next;
  met = 0;
  // Those that stand have long been greeted, and would be used for many messages more.
  if (next !== null && OPENING.includes(next.phase)) cut();
  return before;
}

function pausesOf(pace: Pace): () => number {
  if (pace === null) return () => 0;
  const random = createSeededRandom(pace.seed);
  return () => pace.fromMs + random() * (pace.toMs - pace.fromMs);
}

function pause(socket: Socket, goOn: () => void): void {
  waiting.add(socket);
  setTimeout(() => waiting.delete(socket) && goOn(), pauseMs());
}

function cut(): void {
  for (const socket of sockets) socket.destroy();
}

function close(): void {
  server.close();
  cut();
}

serveParent(String(port), obey, async () => close());
