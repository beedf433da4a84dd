import { CarillonError, type Permission } from '@carillon/domain';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Actor } from './http/actor.ts';
import { definePublicRoute, defineRoute, noContent, type Route } from './http/route.ts';
import { createTestApp } from './testing/create-test-app.ts';

function actorWith(...permissions: Permission[]): Actor {
  return { requester: { kind: 'api-key', id: 'key_1', name: 'CI' }, permissions, credential: 'api-key', session: null };
}

const things: readonly Route[] = [
  defineRoute({
    method: 'get', path: '/api/v1/things/:id', operation: 'getThing', tag: 'Things', summary: 'One thing', access: 'notifications:read',
    request: { params: z.object({ id: z.string().regex(/^t\d+$/, 'must look like t1') }), query: z.strictObject({ limit: z.coerce.number().max(5).default(2) }) },
    response: z.object({ id: z.string(), limit: z.number(), by: z.string() }),
    handle: ({ actor }, { params, query }) => ({ body: { id: params.id, limit: query.limit, by: actor.requester.name, secret: 'x' } }),
  }),
  definePublicRoute({
    method: 'post', path: '/api/v1/things', operation: 'createThing', tag: 'Things', summary: 'Make a thing', status: 201,
    request: { body: z.strictObject({ name: z.string().min(2), parts: z.array(z.strictObject({ 'a/b': z.number() })).optional() }) },
    response: z.object({ name: z.string() }),
    handle: (_context, { body }) => ({ body: { name: body.name }, headers: { location: '/api/v1/things/t1' } }),
  }),
  definePublicRoute({
    method: 'delete', path: '/api/v1/things/:id', operation: 'deleteThing', tag: 'Things', summary: 'Remove a thing',
    request: { params: z.object({ id: z.string() }) },
    response: noContent,
    handle: (_context, { params }) => {
      if (params.id === 'busy') throw new CarillonError('dependency-unavailable', 'Try later.', { retryAfterSeconds: 2.2 });
      if (params.id === 'broken') throw new Error('password is hunter2');
      return { body: undefined };
    },
  }),
  defineRoute({
    method: 'put', path: '/api/v1/things', operation: 'importThings', tag: 'Things', summary: 'Many things', access: 'templates:write', streamedBody: { contentType: 'text/csv', description: 'A CSV file' },
    request: {},
    response: noContent,
    handle: () => ({ body: undefined }),
  }),
  definePublicRoute({
    method: 'get', path: '/api/v1/endless', operation: 'followThings', tag: 'Things', summary: 'Things, for ever', contentType: 'text/event-stream',
    request: {},
    response: z.string(),
    handle: () => ({ stream: () => new Promise(() => {}) }),
  }),
];

const appFor = (actor: Actor | null) => createTestApp({ routes: things, actor });

describe('request ids', () => {
  it.each([
    ['takes over a sane one', 'abc-12345678', 'abc-12345678'],
    ['makes one when there is none', undefined, 'made-request-id'],
    ['makes one when it is too long', 'x'.repeat(129), 'made-request-id'],
    ['makes one when it has odd characters', 'abc 12345678<b>', 'made-request-id'],
  ])('%s', async (_title, given, expected) => {
    const call = request(appFor(null)).delete('/api/v1/things/t1');
    const response = await (given === undefined ? call : call.set('x-request-id', given));
    expect(response.headers['x-request-id']).toBe(expected);
  });
});

describe('answers', () => {
  it('are cut to what the route declares', async () => {
    const response = await request(appFor(actorWith('notifications:read'))).get('/api/v1/things/t1');
    expect([response.status, response.body]).toEqual([200, { id: 't1', limit: 2, by: 'CI' }]);
  });

  it('carry the declared status and the headers of the handler', async () => {
    const response = await request(appFor(null)).post('/api/v1/things').send({ name: 'bell' });
    expect([response.status, response.headers['location'], response.headers['cache-control']]).toEqual([201, '/api/v1/things/t1', 'no-store']);
  });

  it('are 204 without a body when there is nothing to say', async () => {
    const response = await request(appFor(null)).delete('/api/v1/things/t1');
    expect([response.status, response.text]).toEqual([204, '']);
  });
});

it('answers HEAD for a stream that has no end', async () => {
  const response = await request(appFor(null)).head('/api/v1/endless');
  expect([response.status, response.headers['content-type']]).toEqual([200, 'text/event-stream']);
});

describe('refusals', () => {
  const post = () => request(appFor(null)).post('/api/v1/things');

  it.each([
    ['a missing field', { parts: [] }, [{ pointer: '/name', code: 'required', message: 'is required' }]],
    ['an unknown field', { name: 'ok', extra: 1 }, [{ pointer: '/extra', code: 'unknown-field', message: 'is not known here' }]],
    ['a field with a slash in its name', { name: 'ok', parts: [{ 'a/b': 1 }, {}] }, [{ pointer: '/parts/1/a~1b', code: 'required', message: 'is required' }]],
    ['a value that is too short', { name: 'x' }, [expect.objectContaining({ pointer: '/name', code: 'too-small' })]],
    ['no body at all', undefined, [{ pointer: '', code: 'required', message: 'is required' }]],
  ])('point at %s', async (_title, body, errors) => {
    const response = await post().send(body);
    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(response.body).toMatchObject({ status: 422, code: 'validation-failed', errors, requestId: 'made-request-id' });
  });

  it('name the query parameter', async () => {
    const response = await request(appFor(actorWith('notifications:read'))).get('/api/v1/things/t1?limit=9&colour=red');
    expect(response.body.errors).toEqual([expect.objectContaining({ parameter: 'limit', code: 'too-big' }), expect.objectContaining({ parameter: 'colour', code: 'unknown-field' })]);
  });

  it.each([
    ['JSON that does not parse', 'application/json', '{"name":', 400, 'invalid-request'],
    ['JSON that is no object', 'application/json', '"bell"', 400, 'invalid-request'],
    ['a form', 'application/x-www-form-urlencoded', 'name=bell', 415, 'unsupported-media-type'],
    ['plain text', 'text/plain', '{"name":"bell"}', 415, 'unsupported-media-type'],
    ['a character set nobody knows', 'application/json; charset=klingon', '{"name":"bell"}', 415, 'unsupported-media-type'],
    ['a body of a megabyte', 'application/json', JSON.stringify({ name: 'x'.repeat(1_000_000) }), 413, 'payload-too-large'],
  ])('answer %s', async (_title, type, body, status, code) => {
    const response = await post().set('content-type', type).send(body);
    expect([response.status, response.body.code]).toEqual([status, code]);
  });

  it('answer an unknown address with 404', async () => {
    const response = await request(appFor(null)).get('/api/v1/nothing');
    expect([response.status, response.body.code]).toEqual([404, 'not-found']);
  });

  it('answer a path that can not be decoded with 400', async () => {
    const response = await request(appFor(null)).get('/api/v1/things/%E0%A4%A');
    expect([response.status, response.body.code]).toEqual([400, 'invalid-request']);
  });

  it('answer an id of the wrong form with 404 and say which form it has', async () => {
    const response = await request(appFor(actorWith('notifications:read'))).get('/api/v1/things/7');
    expect(response.body).toMatchObject({ status: 404, code: 'not-found', errors: [{ parameter: 'id', message: 'must look like t1' }] });
  });

  it('answer another method with 405 and the ones there are', async () => {
    const response = await request(appFor(null)).put('/api/v1/things/t1');
    expect([response.status, response.body.code, response.headers['allow']]).toEqual([405, 'method-not-allowed', 'GET, HEAD, DELETE']);
  });

  it.each([
    ['of the wrong type', 'application/json', '{'],
    ['of the right one', 'text/csv', 'name'],
  ])('come before a body %s is looked at', async (_title, type, body) => {
    const response = await request(appFor(null)).put('/api/v1/things').set('content-type', type).send(body);
    expect([response.status, response.body.code]).toEqual([401, 'unauthenticated']);
  });

  it('say when to try again', async () => {
    const response = await request(appFor(null)).delete('/api/v1/things/busy');
    expect([response.status, response.headers['retry-after'], response.body.detail]).toEqual([503, '3', 'Try later.']);
  });

  it('tell nothing of an unexpected error', async () => {
    const response = await request(appFor(null)).delete('/api/v1/things/broken');
    expect([response.status, response.body.code]).toEqual([500, 'internal']);
    expect(response.text).not.toContain('hunter2');
  });

  it.each([
    ['a stranger', null, 401, 'unauthenticated'],
    ['an actor without the permission', actorWith('templates:read'), 403, 'forbidden'],
  ])('keep %s out', async (_title, actor, status, code) => {
    const response = await request(appFor(actor)).get('/api/v1/things/t1');
    expect([response.status, response.body.code]).toEqual([status, code]);
  });
});
