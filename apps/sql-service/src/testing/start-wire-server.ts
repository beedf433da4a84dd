import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { openEmptyDatabase } from './open-empty-database.ts';

export interface WireServer {
  url: string;
  /** Runs SQL beside what the driver asks. */
  run(sql: string): Promise<void>;
  /** Breaks all connections and takes no more. */
  stop(): Promise<void>;
}

/** An embedded PostgreSQL behind PostgreSQL's wire protocol, so that the driver for servers is tried without one. One session. */
export async function startWireServer(): Promise<WireServer> {
  const database = await openEmptyDatabase();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let turn = Promise.resolve();
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      turn = turn.then(async () => {
        const answer = await database.execProtocolRaw(chunk);
        if (!socket.destroyed) socket.write(answer);
      });
      turn.catch(() => socket.destroy());
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `postgres://postgres@127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/postgres`,
    run: async (sql) => void (await database.exec(sql)),
    async stop() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await database.close();
    },
  };
}
