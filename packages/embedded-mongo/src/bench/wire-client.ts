import { createConnection, type Socket } from 'node:net';
import { serialize, type Document } from 'bson';

/** A command as an OP_MSG, ready to be sent. */
export function commandMessage(command: Document): Buffer {
  const body = serialize(command);
  const message = Buffer.concat([Buffer.alloc(21), body]);
  message.writeInt32LE(message.length, 0);
  message.writeInt32LE(1, 4);
  message.writeInt32LE(2013, 12);
  return message;
}

class Connection {
  private readonly socket: Socket;
  private pending: ((reply: Buffer) => void) | undefined;
  private received: Buffer = Buffer.alloc(0);

  constructor(socket: Socket) {
    this.socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (piece: Buffer) => {
      this.received = this.received.length === 0 ? piece : Buffer.concat([this.received, piece]);
      if (this.received.length < 4 || this.received.length < this.received.readInt32LE(0)) return;
      const reply = this.received;
      this.received = Buffer.alloc(0);
      this.pending?.(reply);
    });
  }

  ask(message: Buffer): Promise<Buffer> {
    return new Promise((resolve) => {
      this.pending = resolve;
      this.socket.write(message);
    });
  }

  close(): void {
    this.socket.destroy();
  }
}

const open = (port: number): Promise<Connection> => new Promise((resolve, reject) => {
  const socket = createConnection(port, '127.0.0.1', () => resolve(new Connection(socket)));
  socket.once('error', reject);
});

/** Sends prepared messages over so many connections, one in flight on each; returns requests per second. */
export async function measureRequests(port: number, connections: number, count: number, messageOf: (n: number) => Buffer): Promise<number> {
  const all = await Promise.all(Array.from({ length: connections }, () => open(port)));
  let next = 0;
  const run = async (connection: Connection): Promise<void> => {
    while (next < count) {
      const message = messageOf(next);
      next += 1;
      await connection.ask(message);
    }
  };
  next = -Math.min(count, 4000); // a warm-up of the same kind
  await Promise.all(all.map((connection) => warm(connection)));
  async function warm(connection: Connection): Promise<void> {
    while (next < 0) {
      const message = messageOf(-next);
      next += 1;
      await connection.ask(message);
    }
  }
  next = 0;
  const began = performance.now();
  await Promise.all(all.map(run));
  const seconds = (performance.now() - began) / 1000;
  for (const connection of all) connection.close();
  return count / seconds;
}
