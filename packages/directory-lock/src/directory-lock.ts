import { createHash } from 'node:crypto';
import { realpathSync, rmSync } from 'node:fs';
import { createConnection, createServer, type Server } from 'node:net';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Somebody else serves this data directory. */
export class DirectoryInUseError extends Error {
  constructor(directory: string, holder: string) {
    super(
      `The data directory ${directory} is in use by ${holder}: two processes would damage each other's data. ` +
        `Stop that one, or set DATA_DIR to another directory (and the ports to free ones).`,
    );
    this.name = 'DirectoryInUseError';
  }
}

/**
 * Holds `directory` for this process until it is released or the process ends, however it ends: the lock is a listening
 * local socket, which the kernel takes away with the process. Rejects with {@link DirectoryInUseError}.
 */
export async function lockDirectory(directory: string, address: string = lockAddress(directory)): Promise<{ release(): Promise<void> }> {
  const server = createServer((socket) => socket.on('error', () => undefined).end(String(process.pid)));
  server.unref();
  if (!(await listen(server, address))) {
    const holder = await askHolder(address);
    if (holder !== null) throw new DirectoryInUseError(directory, holder);
    rmSync(address, { force: true });
    if (!(await listen(server, address))) throw new DirectoryInUseError(directory, 'a process that is just starting');
  }
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** Linux has socket names without a file (a leading NUL); elsewhere a file is left after a crash, and nobody answers on it. */
function lockAddress(directory: string): string {
  const name = `carillon-${createHash('sha256').update(realpathSync(directory)).digest('hex').slice(0, 32)}`;
  return platform() === 'linux' ? `\0${name}` : join(tmpdir(), `${name}.sock`);
}

function listen(server: Server, address: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const onError = (error: Error) => ('code' in error && error.code === 'EADDRINUSE' ? resolve(false) : reject(error));
    server.once('error', onError);
    server.listen(address, () => {
      server.off('error', onError);
      resolve(true);
    });
  });
}

/** Who holds the lock; null when nobody does any more. */
function askHolder(address: string): Promise<string | null> {
  return new Promise((resolve) => {
    let pid = '';
    const socket = createConnection(address);
    socket.setTimeout(2_000, () => socket.destroy(new Error('no answer')));
    socket.on('data', (chunk: Buffer) => (pid += chunk.toString()));
    socket.on('error', (error) => resolve('code' in error && error.code === 'ECONNREFUSED' ? null : 'another process'));
    socket.on('close', () => resolve(pid === '' ? 'another process' : `process ${pid}`));
  });
}
