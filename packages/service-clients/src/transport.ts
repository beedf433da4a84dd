import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Readable } from 'node:stream';
import axios from 'axios';
import type { Operation } from './contracts.ts';
import type { RawAnswer } from './read-answer.ts';

export interface TransportRequest {
  method: Operation['method'];
  path: string;
  headers: Record<string, string>;
  /** JSON text, or a stream that is sent as it comes. */
  body: string | Readable | undefined;
  signal: AbortSignal;
}
export type Transport = ReturnType<typeof createTransport>;

const MAX_CONNECTIONS = 50;
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

/** Sends requests to one service over connections that are kept open. Rejects only when there is no answer at all. */
export function createTransport(baseUrl: string) {
  const agents = { httpAgent: new HttpAgent({ keepAlive: true, maxSockets: MAX_CONNECTIONS }), httpsAgent: new HttpsAgent({ keepAlive: true, maxSockets: MAX_CONNECTIONS }) };
  const http = axios.create({
    ...agents,
    baseURL: baseUrl.replace(/\/+$/, ''),
    // A token is for this service: it must not follow a redirect, nor pass through a proxy that the environment names.
    maxRedirects: 0,
    proxy: false,
    maxContentLength: MAX_ANSWER_BYTES,
    maxBodyLength: Number.POSITIVE_INFINITY,
    responseType: 'text',
    transformResponse: [],
    validateStatus: () => true,
  });
  return {
    async send({ method, path, headers, body, signal }: TransportRequest): Promise<RawAnswer> {
      const { status, headers: answered, data } = await http.request<string>({ method, url: path, headers, data: body, signal });
      const retryAfter: unknown = answered['retry-after'];
      return { status, retryAfter: typeof retryAfter === 'string' ? retryAfter : null, text: data };
    },
    close(): void {
      agents.httpAgent.destroy();
      agents.httpsAgent.destroy();
    },
  };
}
