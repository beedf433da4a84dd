import { rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownerKey } from './key-space.ts';
import type { Store } from './store.ts';

const longestSocketPath = 100;

/** Someone else has the data directory open. */
export class DirectoryInUseError extends Error {
  readonly code = 'DIRECTORY_IN_USE';

  constructor(directory: string) {
    super(`The data directory ${directory} is in use by another running process. Stop that process first, or choose another directory.`);
    this.name = 'DirectoryInUseError';
  }
}

function isAlive(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(socketPath);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });
}

function listen(socketPath: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen(socketPath, () => resolve(server));
    server.unref();
  });
}

/**
 * Makes this process the only one that uses the directory. A claim is a listening socket whose path is recorded in the
 * store itself: the kernel closes it when its process dies, so a claim can't go stale, and lmdb's write lock decides a race.
 */
export async function claimDirectory(directory: string, store: Store, uniqueName: string): Promise<() => Promise<void>> {
  const inDirectory = join(directory, `owner-${uniqueName}.sock`);
  const socketPath = inDirectory.length <= longestSocketPath ? inDirectory : join(tmpdir(), `carillon-${uniqueName}.sock`);
  const server = await listen(socketPath);
  const release = async (): Promise<void> => {
    await new Promise((resolve) => server.close(resolve));
    await rm(socketPath, { force: true });
  };
  for (;;) {
    const previous = store.get(ownerKey());
    if (previous && (await isAlive(previous.toString()))) {
      await release();
      throw new DirectoryInUseError(directory);
    }
    const claimed = store.writeNow((writer) => {
      const current = writer.get(ownerKey());
      if (current?.toString() !== previous?.toString()) return false;
      writer.put(ownerKey(), Buffer.from(socketPath));
      return true;
    });
    if (!claimed) continue;
    if (previous) await rm(previous.toString(), { force: true });
    return release;
  }
}
