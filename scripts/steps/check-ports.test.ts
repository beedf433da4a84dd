import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { checkPorts, wantedTwice } from './check-ports.mjs';

async function occupy(answer: RequestListener): Promise<number> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const use = (port: number) => ({ port, host: '127.0.0.1', process: 'api', variable: 'API_PORT' });

test('a taken port is named with the process that wants it and the variable that moves it', async () => {
  const port = await occupy((_request, response) => void response.end('something else'));
  await expect(checkPorts([use(port)])).rejects.toThrow(`Port ${port}, wanted by api, is taken by another program: stop that, or set API_PORT to a free port.`);
});

test('a Carillon that already runs is recognized', async () => {
  const port = await occupy((_request, response) => void response.end('{"status":"ok","process":"api"}'));
  await expect(checkPorts([use(port)])).rejects.toThrow('is taken by a Carillon that already runs');
});

test('free ports are fine', async () => {
  await expect(checkPorts([])).resolves.toBe('0 free');
});

test('a port that two settings want is found before anything starts', () => {
  const worker = { ...use(4000), process: 'worker', variable: 'WORKER_METRICS_PORT' };
  expect(wantedTwice([use(4000), worker])).toEqual([
    'Port 4000 is wanted twice: by api (API_PORT) and by worker (WORKER_METRICS_PORT); set one of them to another port.',
  ]);
});
