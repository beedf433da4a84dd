import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTempDirectory } from '@carillon/testing';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { startTestService, type TestService } from '../testing/start-test-service.ts';
import { startWireServer, type WireServer } from '../testing/start-wire-server.ts';
import { openDatabase } from './open-database.ts';

let server: WireServer;
let service: TestService;
beforeAll(async () => {
  server = await startWireServer();
  service = await startTestService({ database: { url: server.url } });
}, 120_000);
afterAll(() => service.stop());

const payment = { id: 'p1', userId: 'ada', reference: 'INV-1', amountMinor: Number.MAX_SAFE_INTEGER, currency: 'EUR', dueDate: '2026-03-29' };

it('a PostgreSQL server gives the same answers as the embedded one: days, instants and large amounts', async () => {
  await service.client.createPayment({ body: payment });
  const { payment: paid } = await service.client.payPayment({ params: { id: 'p1' }, body: { paidAt: '2026-03-29T02:30:00.123+02:00' } });
  expect(paid).toMatchObject({ ...payment, status: 'paid', paidAt: '2026-03-29T00:30:00.123Z' });
  const first = await service.client.importPayments({ csv: 'id,userId,reference,amountMinor,currency,dueDate\np2,ada,r,1,EUR,2026-03-29\np3,ada,r,1,EUR,2026-03-30\n' });
  expect(first).toMatchObject({ imported: 2 });
  const page = await service.client.listDuePayments({ query: { from: '2026-03-01', to: '2026-03-31', limit: 1 } });
  const next = await service.client.listDuePayments({ query: { from: '2026-03-01', to: '2026-03-31', limit: 1, cursor: page.nextCursor ?? undefined } });
  expect([...page.items, ...next.items].map(({ id }) => id)).toEqual(['p2', 'p3']);
});

it.each([
  ['its disk is full', '53100'],
  ['it has no memory', '53200'],
  ['it has no connection left', '53300'],
  ['it is shut down', '57P01'],
])('where the server says that %s, a write is answered with when to ask again, and reads go on', async (_title, code) => {
  await server.run(`create function refuse() returns trigger language plpgsql as $$ begin raise exception 'not now' using errcode = '${code}'; end $$; create trigger refuse before insert on payments execute function refuse()`);
  const body = JSON.stringify({ ...payment, id: `unable-${code}` });
  const headers = { 'authorization': `Bearer ${service.token()}`, 'content-type': 'application/json' };
  const response = await fetch(`${service.url}/payments`, { method: 'POST', headers, body });
  const read = await fetch(`${service.url}/payments`, { headers });
  await server.run('drop trigger refuse on payments; drop function refuse()');
  expect([response.status, response.headers.get('content-type'), response.headers.get('retry-after'), read.status]).toEqual([503, 'application/problem+json; charset=utf-8', '5', 200]);
  expect(await response.json()).toMatchObject({ code: 'dependency-unavailable' });
  expect((await fetch(`${service.url}/payments`, { method: 'POST', headers, body })).status).toBe(201);
});

it('without its server it is not ready, says so, and says when to ask again', async () => {
  await server.stop();
  expect((await fetch(`${service.url}/readyz`)).status).toBe(503);
  const response = await fetch(`${service.url}/payments`, { headers: { authorization: `Bearer ${service.token()}` } });
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
  expect(await response.json()).toMatchObject({ code: 'dependency-unavailable' });
});

const empty = (directory: string) => openDatabase({ location: { directory }, migrationsDirectory: fileURLToPath(new URL('../../migrations', import.meta.url)), onConnectionLost: () => undefined });

it('a first start that was cut off is begun anew, and one that was not leaves no trace of it', async () => {
  const temp = await createTempDirectory('sql-half');
  onTestFinished(temp.remove);
  const directory = join(temp.path, 'sql');
  await mkdir(directory);
  await Promise.all([writeFile(join(directory, 'PG_VERSION'), '18\n'), writeFile(`${directory}.unfinished`, '')]);

  const database = await empty(directory);
  await database.ping();
  await database.close();
  expect(await readdir(temp.path)).toEqual(['sql']);
});
