import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Registry } from 'prom-client';
import { closeServer, listen } from './listen.ts';
import { checkReadiness, type ReadinessCheck } from './readiness.ts';

export interface OperationsServerOptions {
  process: string;
  host: string;
  port: number;
  portVariable: string;
  metrics: { registry: Registry };
  checks: Record<string, ReadinessCheck>;
  /** More routes of the process; returns whether it has taken the request. */
  extraRoutes?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

/**
 * `/metrics` (Prometheus), `/healthz` (the process runs) and `/readyz` (its dependencies can be used: 200 or 503) for
 * processes that have no HTTP of their own. Rejects with `PortTakenError` when the port is in use.
 */
export async function startOperationsServer(options: OperationsServerOptions): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(options, request, response).catch((error: unknown) => {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(error instanceof Error ? error.message : 'failed');
    });
  });
  const { port } = await listen(server, options);
  return { port, close: () => closeServer(server) };
}

async function answer(options: OperationsServerOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url?.split('?')[0];
  if (path === '/healthz') return sendJson(response, 200, { status: 'ok', process: options.process });
  if (path === '/readyz') {
    const readiness = await checkReadiness(options.checks);
    return sendJson(response, readiness.ready ? 200 : 503, readiness);
  }
  if (path === '/metrics') {
    const text = await options.metrics.registry.metrics();
    response.writeHead(200, { 'content-type': options.metrics.registry.contentType }).end(text);
    return;
  }
  if (options.extraRoutes?.(request, response) === true) return;
  sendJson(response, 404, { error: 'not found' });
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
