import { appendFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { z } from 'zod';
import { serveParent } from '../../../bench/backing/serve-parent.ts';
import { Behaviour, serveSmtpSession } from './smtp-session.ts';

// The mail server of a run, in a process of its own: told how to behave, and the only one who writes the record.
const [, , recordFile = ''] = process.argv;
let behaviour: Behaviour = null;
const sockets = new Set<Socket>();
const server = createServer((socket) => {
  sockets.add(socket);
  socket.once('close', () => sockets.delete(socket));
  serveSmtpSession(socket, () => behaviour, (entry) => appendFileSync(recordFile, `${JSON.stringify(entry)}\n`));
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const address = server.address();
const port = typeof address === 'object' && address !== null ? address.port : 0;

const Order = z.union([z.object({ behave: Behaviour }), z.object({ listen: z.boolean() })]);

function obey(text: string): string {
  const order = Order.parse(JSON.parse(text));
  if ('behave' in order) behaviour = order.behave;
  else if (order.listen) server.listen(port, '127.0.0.1');
  else close();
  return 'done';
}

function close(): void {
  server.close();
  for (const socket of sockets) socket.destroy();
}

serveParent(String(port), obey, async () => close());
