import { createServer } from 'node:net';
import { open } from 'lmdb';
import { startEmbeddedMongo } from '../index.ts';
import { encodedLog } from './notification-log.ts';

/**
 * The processes that are measured. `store <directory>`: the document store. `raw <directory> <documents> <reply bytes>`: raw lmdb gets
 * behind a bare TCP echo, which answers every message with a stored document in a frame of as many bytes.
 */
const [kind, directory = '', documents = '0'] = process.argv.slice(2);

async function serveStore(): Promise<number> {
  return (await startEmbeddedMongo({ directory })).port;
}

async function serveRaw(): Promise<number> {
  const db = open<Buffer, string>({ path: directory, encoding: 'binary' });
  const count = Number(documents);
  await db.transaction(() => {
    for (let n = 0; n < count; n += 1) db.putSync(`n${String(n).padStart(9, '0')}`, encodedLog(n));
  });
  const server = createServer((socket) => {
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('data', (message: Buffer) => {
      const at = message.indexOf('n0', 16);
      const document = db.getBinary(message.toString('latin1', at, at + 10)) ?? Buffer.alloc(0);
      const reply = Buffer.allocUnsafe(100 + document.length);
      reply.writeInt32LE(reply.length, 0);
      document.copy(reply, 100);
      socket.write(reply);
    });
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    resolve(typeof address === 'object' && address ? address.port : 0);
  }));
}

const began = performance.now();
const port = await (kind === 'raw' ? serveRaw() : serveStore());
process.stdout.write(`${JSON.stringify({ port, startMs: Math.round(performance.now() - began) })}\n`);
