import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

/**
 * A loopback port that is free now, and that nobody else who asks here gets while this process lives. For programs that can't take
 * port 0 themselves; where one can, prefer that.
 */
export async function findFreePort(): Promise<number> {
  for (;;) {
    const port = await pickFreePort();
    if (await reserve(port)) return port;
  }
}

async function pickFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('The system gave no port');
  return address.port;
}

/** The UDP port of that number is the token: the system gives it to one process, and takes it back when that one ends. */
function reserve(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const token = createSocket('udp4').unref();
    token.once('error', () => {
      token.close();
      resolve(false);
    });
    token.bind({ port, address: '127.0.0.1', exclusive: true }, () => resolve(true));
  });
}
