import { NotificationPage, Problem } from '@carillon/domain';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../testing/start-test-api.ts';

let api: TestApi;
let token: string;
beforeAll(async () => {
  api = await startTestApi();
  token = await api.tokenFor('operator');
});
afterAll(async () => {
  await api.stop();
});

const good = { to: 'ada@example.com', subject: 'Hello', text: 'Hello Ada' };
const templated = { to: 'ada@example.com', template: 'test-email', data: {} };
const post = (body: string | object, type = 'application/json') => request(api.url).post('/api/v1/notifications').auth(token, { type: 'bearer' }).set('content-type', type).send(body);

const malformed: readonly (readonly [string, object | string, number, readonly string[]])[] = [
  ['nothing', '{}', 422, ['/to']],
  ['a list', '[]', 422, ['']],
  ['null', 'null', 400, ['']],
  ['a string', '"hello"', 400, ['']],
  ['a number', '7', 400, ['']],
  ['half an object', '{"to":"ada@example.com"', 400, ['']],
  ['a trailing comma', '{"to":"ada@example.com",}', 400, ['']],
  ['single quotes', "{'to':'ada@example.com'}", 400, ['']],
  ['no recipient', { subject: 'Hello', text: 'Hi' }, 422, ['/to']],
  ['null as recipient', { ...good, to: null }, 422, ['/to']],
  ['a number as recipient', { ...good, to: 7 }, 422, ['/to']],
  ['a list of recipients', { ...good, to: ['ada@example.com'] }, 422, ['/to']],
  ['an empty recipient', { ...good, to: '' }, 422, ['/to']],
  ['a recipient without a domain', { ...good, to: 'ada' }, 422, ['/to']],
  ['two recipients in one', { ...good, to: 'ada@example.com,bob@example.com' }, 422, ['/to']],
  ['a recipient with a display name', { ...good, to: 'Ada <ada@example.com>' }, 422, ['/to']],
  ['a header behind the recipient', { ...good, to: 'ada@example.com\r\nBcc: bob@example.com' }, 422, ['/to']],
  ['a recipient that is too long', { ...good, to: `${'a'.repeat(250)}@example.com` }, 422, ['/to']],
  ['no subject', { to: good.to, text: 'Hi' }, 422, ['/subject']],
  ['an empty subject', { ...good, subject: '' }, 422, ['/subject']],
  ['a subject that is too long', { ...good, subject: 'x'.repeat(501) }, 422, ['/subject']],
  ['a header behind the subject', { ...good, subject: 'Hello\r\nBcc: bob@example.com' }, 422, ['/subject']],
  ['a subject of two lines', { ...good, subject: 'Hello\nWorld' }, 422, ['/subject']],
  ['a NUL in the subject', { ...good, subject: 'Hello\u0000' }, 422, ['/subject']],
  ['a Unicode line separator in the subject', { ...good, subject: 'Hello\u2028World' }, 422, ['/subject']],
  ['an object as subject', { ...good, subject: { toString: 'x' } }, 422, ['/subject']],
  ['no content', { to: good.to, subject: 'Hello' }, 422, ['/text']],
  ['empty content', { ...good, text: '' }, 422, ['/text']],
  ['a number as HTML', { ...good, html: 1 }, 422, ['/html']],
  ['a channel that is none', { ...good, channel: 'pigeon' }, 422, ['/channel']],
  ['a priority that is none', { ...good, priority: 'urgent' }, 422, ['/priority']],
  ['a category with a space', { ...good, category: 'Product News' }, 422, ['/category']],
  ['an instant without a time zone', { ...good, sendAt: '2030-01-01T10:00:00' }, 422, ['/sendAt']],
  ['a day that does not exist', { ...good, sendAt: '2030-02-30T10:00:00Z' }, 422, ['/sendAt']],
  ['a timestamp in milliseconds', { ...good, sendAt: 1_900_000_000_000 }, 422, ['/sendAt']],
  ['a field that nobody knows', { ...good, cc: 'bob@example.com' }, 422, ['/cc']],
  ['three fields that nobody knows', { ...good, cc: 1, 'a/b': 1, 'c~d': 1 }, 422, ['/cc', '/a~1b', '/c~0d']],
  ['__proto__ as a field', '{"to":"ada@example.com","subject":"Hi","text":"Hi","__proto__":{"admin":true}}', 422, ['/__proto__']],
  ['a template and a subject', { ...templated, subject: 'Hello' }, 422, ['/subject']],
  ['a template and content', { ...templated, text: 'x', html: 'y' }, 422, ['/text', '/html']],
  ['data without a template', { ...good, data: {} }, 422, ['/data']],
  ['a list as data', { ...templated, data: [] }, 422, ['/data']],
  ['a template name that none can have', { ...templated, template: '../../etc/passwd' }, 422, ['/template']],
  ['three mistakes at once', { ...good, to: 'x', subject: '', priority: 1 }, 422, ['/to', '/subject', '/priority']],
];

describe('a body with', () => {
  it.each(malformed)('%s is refused with a pointer to the place', async (_title, body, status, pointers) => {
    const response = await post(body);
    const problem = Problem.parse(response.body);
    expect([response.status, response.type, problem.status]).toEqual([status, 'application/problem+json', status]);
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(pointers);
    expect(problem.requestId).toBe(response.headers['x-request-id']);
  });
});

describe('a body that', () => {
  it.each([
    ['has a megabyte', JSON.stringify({ ...good, text: 'x'.repeat(1_000_000) }), 'application/json', 413, 'payload-too-large'],
    ['is a form', 'to=ada%40example.com&subject=Hi&text=Hi', 'application/x-www-form-urlencoded', 415, 'unsupported-media-type'],
    ['is XML', '<to>ada@example.com</to>', 'application/xml', 415, 'unsupported-media-type'],
  ])('%s is refused as a whole', async (_title, body, type, status, code) => {
    const response = await post(body, type);
    expect([response.status, response.body.code]).toEqual([status, code]);
  });
});

describe('nothing of this', () => {
  it('has left a trace in the log of notifications', async () => {
    const response = await request(api.url).get('/api/v1/notifications').auth(token, { type: 'bearer' });
    expect(NotificationPage.parse(response.body).items).toEqual([]);
  });
});
