import { randomBytes } from 'node:crypto';
import { connectDatabase, type Database } from '@carillon/db';
import { DevSession, Problem } from '@carillon/domain';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { startProduct, type Product } from '../guarantees/start-product.ts';
import { arbitraryOf } from './arbitrary-of.ts';
import { readOperations, type DocumentedOperation } from './read-operations.ts';
import { spoil, spoiledText } from './spoil.ts';

interface Attempt {
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  body: unknown;
  contentType: string | null;
}
type Caller = 'nobody' | 'viewer' | 'admin';

/** Among all the other tests: little, and always the same. `npm run fuzz` does much, and every time something else. */
const quick = { numRuns: 2, seed: 20_261 };
const MAX_DURATION_MS = 30 * 60_000;

/** What the processes know and nobody must ever be told. */
const secrets = { SESSION_SECRET: newSecret(), INTERNAL_JWT_SECRET: newSecret(), LINK_SECRET: newSecret(), ADMIN_EMAIL: 'first@example.com', ADMIN_PASSWORD: newSecret() };
const mailPassword = newSecret();
const mustStayInside = [secrets.SESSION_SECRET, secrets.INTERNAL_JWT_SECRET, secrets.LINK_SECRET, secrets.ADMIN_PASSWORD, mailPassword];

let product: Product;
let database: Database;
let operations: DocumentedOperation[];
let components: Record<string, unknown>;
beforeAll(async () => {
  product = await startProduct({ mongodbServer: inject('documentStoreUri'), smtpUrl: `smtp://ops:${mailPassword}@127.0.0.1:1`, environment: secrets });
  await Promise.all([product.startSqlService(), product.startMongoService()]);
  database = await connectDatabase({ uri: product.mongodbUri });
  ({ operations, components } = readOperations((await product.call('GET', '/api/v1/openapi.json')).body));
});
afterAll(async () => {
  await database.close();
  await product.stop();
});

function newSecret(): string {
  return randomBytes(32).toString('hex');
}

async function tokenFor(role: 'viewer' | 'admin'): Promise<string> {
  const response = await fetch(`${product.apiUrl}/api/v1/auth/dev-login`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ role }) });
  return DevSession.parse(await response.json()).token;
}

const asText = (value: unknown) => (typeof value === 'string' ? value : Array.isArray(value) ? value.join(',') : JSON.stringify(value));

/** Requests for an operation: half of them as the document wants them, the others with one thing wrong. */
function attempts({ path, parameters, requestBody }: DocumentedOperation): fc.Arbitrary<Attempt> {
  const [contentType = null, media] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  const good = media === undefined ? fc.constant(undefined) : arbitraryOf(media.schema, components);
  const values = (place: string) =>
    fc.record(Object.fromEntries(parameters.filter((parameter) => parameter.in === place).map(({ name, schema }) => [name, fc.oneof({ weight: 3, arbitrary: arbitraryOf(schema, components).map(asText) }, { weight: 1, arbitrary: spoiledText })])), {
      requiredKeys: parameters.filter((parameter) => parameter.in === place && parameter.required).map(({ name }) => name),
    });
  return fc.record({ inPath: values('path'), query: values('query'), headers: values('header'), body: fc.oneof(good, spoil(good)) }).map(({ inPath, query, headers, body }) => ({
    path: path.replaceAll(/\{(\w+)\}/g, (_braces, name: string) => encodeURIComponent(inPath[name] ?? '') || '%20'),
    query,
    // What a header can not carry never leaves a client.
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.replaceAll(/[^\x20-\x7e]/g, '').slice(0, 1_000)])),
    body,
    contentType,
  }));
}

async function send({ method }: DocumentedOperation, { path, query, headers, body, contentType }: Attempt, token: string | null) {
  const url = new URL(product.apiUrl + path);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const response = await fetch(url, {
    method: method.toUpperCase(),
    redirect: 'manual',
    headers: { ...headers, ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...(contentType === null ? {} : { 'content-type': contentType }) },
    ...(contentType === null ? {} : { body: typeof body === 'string' ? body : (JSON.stringify(body) ?? '') }),
  });
  const endless = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  if (endless) await response.body?.cancel();
  return { status: response.status, contentType: response.headers.get('content-type'), text: endless ? '' : await response.text() };
}

/** How much is stored, as the store itself counts it, without the audit: that somebody was refused is written there. */
async function stored(): Promise<unknown> {
  const all = await database.connection.db?.command({ dbStats: 1 });
  const audit = await database.connection.db?.command({ collStats: 'auditentries' });
  return { documents: all?.['objects'] - audit?.['count'], bytes: all?.['dataSize'] - audit?.['size'] };
}

const innards = /node_modules|\.ts:\d+|\bat \w+ \(|MongoServerError/;

it.each<Caller>(['nobody', 'viewer', 'admin'])(
  'whatever %s sends to any operation is answered with sense, and a refusal changes nothing',
  async (caller) => {
    let token = caller === 'nobody' ? null : await tokenFor(caller);
    for (const operation of operations) {
      await fc.assert(
        fc.asyncProperty(attempts(operation), async (attempt) => {
          const before = await stored();
          const answer = await send(operation, attempt, token);
          if (operation.operationId === 'signOut' && caller !== 'nobody') token = await tokenFor(caller);
          expect(answer.status, `${operation.operationId}: ${answer.text}`).toBeLessThan(500);
          expect(answer.text).not.toMatch(innards);
          expect(mustStayInside.filter((secret) => answer.text.includes(secret))).toEqual([]);
          if (answer.status < 400) return;
          expect(answer.contentType).toBe('application/problem+json; charset=utf-8');
          expect(Problem.parse(JSON.parse(answer.text)).status).toBe(answer.status);
          expect(await stored(), `${operation.operationId} was refused with ${answer.status}, and yet wrote`).toEqual(before);
        }),
        fc.readConfigureGlobal().numRuns === undefined ? quick : {},
      );
    }
  },
  MAX_DURATION_MS,
);
