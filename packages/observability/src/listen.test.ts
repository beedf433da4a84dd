import { createServer, request } from 'node:http';
import { expect, it } from 'vitest';
import { closeServer, listen } from './listen.ts';

it('keeps an idle connection for longer than a load balancer does, and says so', async () => {
  const server = createServer((_request, response) => response.end('ok'));
  const { port } = await listen(server, { process: 'api', host: '127.0.0.1', port: 0, portVariable: 'API_PORT' });
  const headers = await new Promise<NodeJS.Dict<string | string[]>>((resolve, reject) => {
    request({ port, host: '127.0.0.1', headers: { connection: 'keep-alive' } }, (response) => response.resume().once('end', () => resolve(response.headers))).once('error', reject).end();
  });
  expect(Number(/timeout=(\d+)/.exec(String(headers['keep-alive']))?.[1])).toBeGreaterThan(60);
  await closeServer(server);
});
