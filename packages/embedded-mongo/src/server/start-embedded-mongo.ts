import { randomBytes, randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { resolve } from 'node:path';
import { Binary, Long } from 'bson';
import { removeUnfinishedIndexes } from '../query/build-index.ts';
import { Catalog } from '../storage/catalog.ts';
import { claimDirectory } from '../storage/claim-directory.ts';
import { DocumentWriter } from '../storage/document-writer.ts';
import { Store } from '../storage/store.ts';
import type { ConnectionState } from './connection-state.ts';
import { CursorRegistry } from './cursor-registry.ts';
import type { Engine, Log } from './engine.ts';
import { ReplyQueue } from './reply-queue.ts';
import { serveConnection } from './serve-connection.ts';
import { startHousekeeping } from './housekeeping.ts';

export interface EmbeddedMongoOptions {
  /** Where the data is kept; made when it is not there. One process at a time. */
  readonly directory: string;
  /** The address to listen on; 127.0.0.1 by default. Another machine's reach needs `auth`. */
  readonly host?: string;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Listen on this Unix socket instead. */
  readonly socketPath?: string;
  readonly log?: Log;
  /** The one user; clients authenticate with SCRAM-SHA-256. */
  readonly auth?: { readonly username: string; readonly password: string };
  /** For tests of what happens with time, such as TTL indexes. */
  readonly now?: () => Date;
  /** How often expired documents are removed, in milliseconds; a minute, as MongoDB does, by default. */
  readonly ttlIntervalMs?: number;
}

export interface EmbeddedMongo {
  /** For drivers and mongoose. */
  readonly uri: string;
  readonly host: string;
  readonly port: number;
  /** Answers what has begun, writes it, and releases port and directory. */
  close(): Promise<void>;
}

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

function listen(server: Server, options: EmbeddedMongoOptions, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    const onListening = (): void => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    };
    if (options.socketPath === undefined) server.listen(options.port ?? 0, host, onListening);
    else server.listen(options.socketPath, onListening);
  });
}

function uriOf(options: EmbeddedMongoOptions, host: string, port: number): string {
  const user = options.auth ? `${encodeURIComponent(options.auth.username)}:${encodeURIComponent(options.auth.password)}@` : '';
  const address = options.socketPath === undefined ? `${host.includes(':') ? `[${host}]` : host}:${port}` : encodeURIComponent(options.socketPath);
  return `mongodb://${user}${address}/?directConnection=true`;
}

/**
 * Starts a server that speaks MongoDB's wire protocol over a directory of its own. Rejects with DirectoryInUseError when
 * another process has the directory, and refuses to listen beyond this machine without `auth`.
 */
export async function startEmbeddedMongo(options: EmbeddedMongoOptions): Promise<EmbeddedMongo> {
  const host = options.host ?? '127.0.0.1';
  const now = options.now ?? (() => new Date());
  const log: Log = options.log ?? (() => undefined);
  if (options.socketPath === undefined && !options.auth && !loopback.has(host)) {
    throw new Error(`The document store will not listen on ${host} without a password: give it auth, or let it listen on 127.0.0.1.`);
  }
  const directory = resolve(options.directory);
  const store = Store.open(directory);
  const release = await claimDirectory(directory, store, randomUUID().slice(0, 8)).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  const catalog = new Catalog(store, () => new Binary(randomBytes(16), Binary.SUBTYPE_UUID));
  const sockets = new Set<Socket>();
  const engine: Engine = {
    store, catalog, log, now, directory,
    documents: new DocumentWriter(catalog),
    cursors: new CursorRegistry(() => Long.fromBigInt(randomBytes(8).readBigInt64LE() & 0x7fffffffffffffffn), now),
    startedAt: now(),
    requiresAuth: options.auth !== undefined,
    credentials: options.auth,
    openConnections: () => sockets.size,
    counters: { opened: 0, insert: 0, query: 0, update: 0, delete: 0, getmore: 0, command: 0 },
  };
  await removeUnfinishedIndexes(engine);
  const outgoing = new ReplyQueue();
  const server = createServer((socket) => {
    engine.counters.opened += 1;
    const connection: ConnectionState = { id: engine.counters.opened, remoteAddress: socket.remoteAddress ?? options.socketPath ?? '', authenticated: !engine.requiresAuth, conversation: undefined, closed: false };
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    serveConnection(engine, socket, connection, outgoing);
  });
  const port = await listen(server, options, host).catch(async (error: unknown) => {
    await release();
    await store.close();
    throw error;
  });
  const stopHousekeeping = startHousekeeping(engine, options.ttlIntervalMs ?? 60_000);
  log({ level: 'info', message: 'the document store is listening', host, port, directory });
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await stopHousekeeping();
    const closed = new Promise((done) => server.close(done));
    for (const socket of sockets) socket.destroy();
    await closed;
    await store.drained();
    await release();
    await store.close();
    if (options.socketPath !== undefined) await rm(options.socketPath, { force: true });
  };
  return { uri: uriOf(options, host, port), host, port, close: () => (closing ??= close()) };
}
