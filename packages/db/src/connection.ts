import mongoose, { type Connection } from 'mongoose';

export interface Database {
  connection: Connection;
  /** Rejects when the server does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  uri: string;
  /** How long a call may look for a server before it fails, in milliseconds. */
  serverSelectionTimeoutMs?: number;
  /** How long the start may wait for the first connection, in milliseconds. */
  connectTimeoutMs?: number;
}

/** Connects, trying again until `connectTimeoutMs` is over; rejects with what to check. Models are made per connection. */
export async function connectDatabase({ uri, serverSelectionTimeoutMs = 3_000, connectTimeoutMs = 30_000 }: DatabaseOptions): Promise<Database> {
  const connection = await connectWithin(uri, serverSelectionTimeoutMs, Date.now() + connectTimeoutMs);
  return {
    connection,
    async ping() {
      await connection.db?.command({ ping: 1 });
    },
    close: () => connection.close(),
  };
}

/** A start may wait longer than a request may: short look-ups for a server, repeated until `deadline`. */
async function connectWithin(uri: string, serverSelectionTimeoutMS: number, deadline: number): Promise<Connection> {
  for (;;) {
    const connection = mongoose.createConnection(uri, { serverSelectionTimeoutMS, autoIndex: false, autoCreate: false, bufferCommands: false, maxPoolSize: 50 });
    try {
      return await connection.asPromise();
    } catch (error) {
      await connection.close().catch(() => undefined);
      if (Date.now() >= deadline || !isDatabaseUnavailable(error)) {
        throw new Error('MongoDB could not be reached: is it running, and is MONGODB_URI right?', { cause: error });
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

const UNAVAILABLE = new Set(['MongoNetworkError', 'MongoNetworkTimeoutError', 'MongoServerSelectionError', 'MongoNotConnectedError', 'MongoPoolClearedError', 'MongoTopologyClosedError', 'MongooseServerSelectionError', 'MongoClientClosedError', 'MongoWaitQueueTimeoutError', 'PoolClearedOnNetworkError']);

/** What a server that answers says when it can take no writes, or nothing, for now: a full disk, a shutdown, another primary. */
const UNABLE = new Set([91, 189, 10_107, 11_600, 11_602, 13_435, 13_436, 14_031]);

/** Whether the database could do nothing at all for now, as opposed to having refused this one thing. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'number' && UNABLE.has(error.code)) return true;
  if (UNAVAILABLE.has(error.name) || (error.name === 'MongooseError' && error.message.includes('initial connection'))) return true;
  // A bulk write that found no server carries that error inside its own.
  return error.name === 'MongoBulkWriteError' && 'errorResponse' in error && isDatabaseUnavailable(error.errorResponse);
}

/** Whether a unique index refused the write. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 11_000;
}
