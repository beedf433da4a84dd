import { createServer, type RequestListener } from 'node:http';
import { once } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';
import { verifyInternalToken } from '../../packages/service-clients/src/internal-token.ts';
import { connectDataService } from './data-service.mjs';
import { createInternalToken } from './internal-token.mjs';
import { toCsv } from './to-csv.mjs';

const secret = '6f1ed002ab5595859014ebf0951522d9f0a9a2e4c8f7d3b16f1ed002ab559585';

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}
const serviceAt = (url: string) => connectDataService({ name: 'sql-service', url, secret });

it('the services accept its token for themselves, for a minute, and not for each other', () => {
  const now = new Date('2026-11-21T09:30:00Z');
  const token = createInternalToken({ secret, audience: 'sql-service', now });
  expect(verifyInternalToken(token, { audience: 'sql-service', secrets: [secret], now })).toMatchObject({ ok: true, claims: { sub: 'demo' } });
  expect(verifyInternalToken(token, { audience: 'mongo-service', secrets: [secret], now }).ok).toBe(false);
  expect(verifyInternalToken(token, { audience: 'sql-service', secrets: [secret], now: new Date(now.getTime() + 70_000) }).ok).toBe(false);
});

it('says what to do when nothing runs', async () => {
  await expect(serviceAt('http://127.0.0.1:1').requireReady()).rejects.toThrow(/sql-service does not answer at http:\/\/127.0.0.1:1: start Carillon with `npm start`/);
});

it('says what to look at when another installation answers', async () => {
  const url = await serve((_request, response) => response.writeHead(401).end('{}'));
  await expect(serviceAt(url).importCsv('/payments/import', 'id\n')).rejects.toThrow(/does not accept this installation's token: .* DATA_DIR/);
});

it('says which record was refused, and why', async () => {
  const report = { imported: 0, existing: 0, rejected: 1, problems: [{ line: 2, column: 'email', reason: 'must be an address' }] };
  const url = await serve((_request, response) => response.end(JSON.stringify(report)));
  await expect(serviceAt(url).importCsv('/users/import', 'id\n')).rejects.toThrow(/1 demo records were refused .* line 2: email must be an address/);
});

it('sends every command once, and passes over what is not possible any more', async () => {
  const asked: string[] = [];
  const url = await serve((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(request.url === '/payments/3/pay' ? 409 : 200).end(JSON.stringify({ changed: request.url !== '/payments/2/pay' }));
  });
  const commands = Array.from({ length: 30 }, (_, index) => ({ path: `/payments/${index}/pay`, body: {} }));
  expect(await serviceAt(url).command(commands)).toBe(28);
  expect(asked.toSorted()).toEqual(commands.map(({ path }) => path).toSorted());
});

it('CSV keeps commas, quotes and line breaks', () => {
  expect(toCsv(['id', 'text'], [{ id: 1, text: 'a, "b"\nc' }])).toBe('id,text\n1,"a, ""b""\nc"\n');
});
