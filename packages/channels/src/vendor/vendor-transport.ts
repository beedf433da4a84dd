import { Agent as HttpAgent, request as requestHttp, type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import axios from 'axios';
import type { VendorAnswer } from './classify-vendor-answer.ts';

export interface VendorRequest {
  method: 'GET' | 'HEAD' | 'POST';
  path: string;
  headers?: Record<string, string>;
  signal: AbortSignal;
}

const MAX_ANSWER_BYTES = 64 * 1024;
/**
 * How long a connection may idle. Servers close theirs too (Node after 5 s), and a message that is put on one at that very
 * moment may or may not have arrived: we give ours up well before.
 */
const IDLE_MS = 1_500;

/** HTTP to one vendor over connections that are kept open. Rejects when there is no answer at all. */
export function createVendorTransport({ url, apiKey, maxConnections }: { url: string; apiKey: string | null; maxConnections: number }) {
  const base = url.replace(/\/+$/, '');
  const secure = base.startsWith('https:');
  const connections = { keepAlive: true, maxSockets: maxConnections, timeout: IDLE_MS };
  const agent = secure ? new HttpsAgent(connections) : new HttpAgent(connections);
  const watch = createConnectionWatch(secure);
  const http = axios.create({
    httpAgent: agent,
    httpsAgent: agent,
    baseURL: base,
    // Our key is for this vendor: it must not follow a redirect, nor pass through a proxy that the environment names.
    maxRedirects: 0,
    proxy: false,
    maxContentLength: MAX_ANSWER_BYTES,
    responseType: 'text',
    transformResponse: [],
    validateStatus: () => true,
    ...(apiKey === null ? {} : { headers: { authorization: `Bearer ${apiKey}` } }),
  });

  async function ask({ method, path, headers = {}, signal }: VendorRequest, { transport }: ReturnType<typeof watch>, body?: Readable): Promise<VendorAnswer> {
    const { status, headers: answered, data } = await http.request<string>({ method, url: path, headers: { accept: 'application/json', ...headers }, data: body, signal, transport });
    const retryAfter: unknown = answered['retry-after'];
    return { status, retryAfter: typeof retryAfter === 'string' ? retryAfter : null, text: data };
  }

  return {
    ask: (request: VendorRequest) => ask(request, watch()),

    /** Sends JSON. `announce` is awaited when the connection stands and before the first byte of `json` leaves. */
    post(request: VendorRequest, json: string, announce: () => Promise<void>): Promise<VendorAnswer> {
      const connection = watch();
      const bytes = Buffer.from(json);
      async function* whenConnected(): AsyncGenerator<Buffer> {
        await connection.stands;
        await announce();
        yield bytes;
      }
      const headers = { ...request.headers, 'content-type': 'application/json', 'content-length': String(bytes.length) };
      return ask({ ...request, headers }, connection, Readable.from(whenConnected(), { objectMode: false }));
    },

    close: () => agent.destroy(),
  };
}

/** Makes transports for axios that tell when their request has a connection; with TLS, one that is encrypted. */
function createConnectionWatch(secure: boolean) {
  // Of all requests, whatever they ask: Node says that one reuses a connection only if that was idle, and not if the request waited for it.
  const standing = new WeakSet<Socket>();
  return () => {
    let settle: { stands(): void; failed(error: Error): void };
    const stands = new Promise<void>((resolve, reject) => {
      settle = { stands: resolve, failed: reject };
    });
    // Whoever waits for it hears of it; a request that ends before anybody waits must not end the process.
    stands.catch(() => undefined);
    const transport = {
      request(options: RequestOptions, onAnswer: (answer: IncomingMessage) => void): ClientRequest {
        const request = (secure ? requestHttps : requestHttp)(options, onAnswer);
        request.once('socket', (socket) => {
          if (standing.has(socket)) return settle.stands();
          socket.once(secure ? 'secureConnect' : 'connect', () => {
            standing.add(socket);
            settle.stands();
          });
        });
        request.once('error', (error) => settle.failed(error));
        request.once('close', () => settle.failed(new Error('The request ended')));
        return request;
      },
    };
    return { stands, transport };
  };
}
