import { once } from 'node:events';
import { createServer } from 'node:http';
import { verifyWebhook } from '@carillon/channels/webhook-signature';
import { z } from 'zod';

const Event = z.object({ type: z.string(), timestamp: z.iso.datetime(), data: z.object({ messageId: z.string(), reference: z.string(), status: z.string(), reason: z.string().nullable() }) });

export interface ReceivedCallback {
  path: string;
  id: string;
  genuine: boolean;
  event: z.infer<typeof Event>;
}

/** Takes receipts as the product does, and keeps them. `status` is what it answers. */
export async function startReceiver(secret: string, port = 0) {
  const received: ReceivedCallback[] = [];
  let status = 204;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const header = (name: string) => String(request.headers[name] ?? '');
      const webhook = { id: header('webhook-id'), timestamp: header('webhook-timestamp'), body };
      const { ok } = verifyWebhook(webhook, header('webhook-signature'), [secret], new Date());
      received.push({ path: request.url ?? '', id: webhook.id, genuine: ok, event: Event.parse(JSON.parse(body.toString())) });
      response.writeHead(status).end();
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const taken = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${taken}`,
    port: taken,
    received,
    answer(next: number) {
      status = next;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
export type Receiver = Awaited<ReturnType<typeof startReceiver>>;
