import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';

/** What the vendor does once it has a whole request: answer, answer after two seconds, say nothing, or cut the connection. */
export type VendorReaction = 'late' | 'hang' | 'drop' | { status: number; body: unknown; headers?: Record<string, string> };

export interface ScriptedVendor {
  url: string;
  /** Every message that came completely, in order. */
  messages: { headers: IncomingHttpHeaders; body: string }[];
  /** What was asked besides, as `GET /messages/1`. */
  questions: string[];
  connections(): number;
  /** Connections that stand now. This server itself never ends one that idles. */
  openConnections(): number;
  use(reaction: VendorReaction): void;
  close(): Promise<void>;
}

/** An HTTP server on a free loopback port that behaves as told. */
export async function startScriptedVendor(initial: VendorReaction): Promise<ScriptedVendor> {
  let reaction = initial;
  let connections = 0;
  const messages: ScriptedVendor['messages'] = [];
  const questions: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => undefined);
    request.on('end', () => {
      if (request.method === 'POST') messages.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      else questions.push(`${request.method} ${request.url}`);
      if (reaction === 'hang') return;
      if (reaction === 'late') setTimeout(() => response.writeHead(202, { 'content-type': 'application/json' }).end(JSON.stringify({ id: 'late' })), 2_000);
      else if (reaction === 'drop') request.socket.destroy();
      else response.writeHead(reaction.status, { 'content-type': 'application/json', ...reaction.headers }).end(JSON.stringify(reaction.body));
    });
  });
  let open = 0;
  server.keepAliveTimeout = 0;
  server.on('connection', (socket) => {
    connections += 1;
    open += 1;
    socket.once('close', () => {
      open -= 1;
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    messages,
    questions,
    connections: () => connections,
    openConnections: () => open,
    use: (replacement) => {
      reaction = replacement;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
