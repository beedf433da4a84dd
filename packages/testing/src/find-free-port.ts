import { randomInt } from 'node:crypto';
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

/** Below those that systems give to whoever asks for any (32768 and up on Linux): a server or a connection of another test could be given it meanwhile. */
const [LOWEST, HIGHEST] = [15_000, 32_767];

async function pickFreePort(): Promise<number> {
  for (;;) {
    const port = randomInt(LOWEST, HIGHEST + 1);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
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
