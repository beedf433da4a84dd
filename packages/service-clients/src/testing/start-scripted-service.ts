import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';

/** One answer: a status with a body and headers, or whatever is done with the response by hand. */
export type ScriptedAnswer = { status: number; body?: unknown; headers?: Record<string, string> } | ((response: ServerResponse, request: IncomingMessage) => void);

export interface ScriptedService {
  url: string;
  /** Every request as it came, its body read as text. */
  requests: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[];
  /** How many connections were opened. */
  connections(): number;
}

/** A real HTTP server that gives the answers one after the other, the last one again and again. It ends with the test. */
export async function startScriptedService(answers: readonly [ScriptedAnswer, ...ScriptedAnswer[]]): Promise<ScriptedService> {
  const requests: ScriptedService['requests'] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const answer = answers[Math.min(requests.length, answers.length - 1)] ?? answers[0];
      requests.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() });
      if (typeof answer === 'function') answer(response, request);
      else response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers }).end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? {}));
    });
  });
  server.on('connection', () => (connections += 1));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`, requests, connections: () => connections };
}
