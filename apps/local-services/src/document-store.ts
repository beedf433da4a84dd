import { mkdirSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { startEmbeddedMongo } from '@carillon/embedded-mongo';
import type { Logger } from '@carillon/observability';
import { startSupervisedServer } from './supervised-server.ts';

export interface LocalDocumentStore {
  kind: 'mongod' | 'embedded';
  ping(): Promise<void>;
  stop(): Promise<void>;
}

/** MongoDB's own server when this machine has one, else the embedded store: the same wire protocol on the same port. */
export async function startLocalDocumentStore(options: {
  /** The mongod to run; null for the embedded store. */
  program: string | null;
  port: number;
  dataDirectory: string;
  logger: Logger;
  stopping: AbortSignal;
  onGivenUp(error: Error): void;
}): Promise<LocalDocumentStore> {
  const { program, port } = options;
  const ping = () => connectTo(port);
  if (program === null) {
    const directory = join(options.dataDirectory, 'documents');
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const store = await startEmbeddedMongo({ directory, host: '127.0.0.1', port });
    return { kind: 'embedded', ping, stop: () => store.close() };
  }
  const directory = join(options.dataDirectory, 'mongod');
  const server = await startSupervisedServer({
    name: 'mongod',
    program,
    arguments: ['--dbpath', directory, '--port', String(port), '--bind_ip', '127.0.0.1', '--quiet'],
    port,
    portVariable: 'LOCAL_MONGO_PORT',
    directory,
    logFile: join(options.dataDirectory, 'logs', 'mongod.log'),
    probe: ping,
    logger: options.logger,
    stopping: options.stopping,
    onGivenUp: options.onGivenUp,
  });
  return { kind: 'mongod', ping, stop: server.stop };
}

function connectTo(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(port, '127.0.0.1');
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.destroy();
      resolve();
    });
  });
}
