import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { expect, inject, it, onTestFinished } from 'vitest';
import { startTestService } from './testing/start-test-service.ts';

/** A door to the document store that can be shut, on a port of its own. */
async function openDoor(target: URL): Promise<{ port: number; shut(): void; open(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    }
    near.pipe(far).pipe(near);
  });
  let port = 0;
  const open = async () => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (typeof address === 'object' && address !== null) port = address.port;
  };
  const shut = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  await open();
  return { port, shut, open };
}

it('without its store it says so, does nothing by halves, and goes on when the store is back', async () => {
  const target = new URL(inject('mongodbUri'));
  const door = await openDoor(target);
  onTestFinished(() => door.shut());
  const uri = new URL(target);
  uri.port = String(door.port);
  uri.pathname = '/store-away';
  const service = await startTestService({ mongodbUri: uri.href });
  onTestFinished(() => service.stop());
  const add = () => service.client.createUser({ body: { id: 'ada', name: 'Ada', email: 'ada@example.com' } });

  door.shut();
  await expect(add()).rejects.toMatchObject({ status: 503, retryAfterMs: 5_000 });
  expect((await fetch(`${service.url}/readyz`)).status).toBe(503);
  expect((await fetch(`${service.url}/healthz`)).status).toBe(200);

  await door.open();
  await expect.poll(async () => (await fetch(`${service.url}/readyz`)).status, { timeout: 20_000 }).toBe(200);
  expect(await add()).toMatchObject({ id: 'ada', status: 'active' });
});
