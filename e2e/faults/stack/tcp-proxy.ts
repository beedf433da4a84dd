import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** What a network does to what passes: so many milliseconds each way, up to so many more, and a cut connection now and then. */
export interface Weather {
  latencyMs: number;
  jitterMs: number;
  /** In [0, 1], for each piece of data: how likely its connection is cut. */
  resets: number;
}
export const fairWeather: Weather = { latencyMs: 0, jitterMs: 0, resets: 0 };

/** What was done so far to what passes. */
export interface Passage {
  /** Connections that were cut. */
  cut: number;
  /** Pieces of data that came late. */
  late: number;
  /** Connections that nobody took at the other end. */
  refused: number;
  /** Pieces of data that went to the other end. */
  asked: number;
}

export interface TcpProxy {
  port: number;
  passage(): Passage;
  weather(weather: Weather): void;
  close(): Promise<void>;
}

/** Stands between a client and a server on this machine. */
export async function startTcpProxy(targetPort: number, random: () => number): Promise<TcpProxy> {
  let weather = fairWeather;
  const passage: Passage = { cut: 0, late: 0, refused: 0, asked: 0 };
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(targetPort, '127.0.0.1');
    upstream.on('error', (error) => void (passage.refused += 'code' in error && error.code === 'ECONNREFUSED' ? 1 : 0));
    client.on('data', () => void (passage.asked += 1));
    for (const [from, to] of [[client, upstream], [upstream, client]] as const) {
      sockets.add(from);
      from.setNoDelay(true);
      from.on('error', () => to.resetAndDestroy());
      from.once('close', () => {
        sockets.delete(from);
        to.destroy();
      });
      carry(from, to, { weather: () => weather, random, passage });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    passage: () => ({ ...passage }),
    weather(next) {
      weather = next;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** In the order in which it came: what was held up holds up what follows. */
function carry(from: Socket, to: Socket, { weather, random, passage }: { weather: () => Weather; random: () => number; passage: Passage }): void {
  let arrivesAt = 0;
  from.on('data', (chunk) => {
    const { latencyMs, jitterMs, resets } = weather();
    if (random() < resets) {
      passage.cut += 1;
      from.resetAndDestroy();
      return;
    }
    arrivesAt = Math.max(arrivesAt, performance.now() + latencyMs + random() * jitterMs);
    const wait = arrivesAt - performance.now();
    const pass = () => to.destroyed || to.write(chunk);
    if (wait <= 0) pass();
    else {
      passage.late += 1;
      setTimeout(pass, wait);
    }
  });
  from.on('end', () => setTimeout(() => to.end(), Math.max(0, arrivesAt - performance.now())));
}
