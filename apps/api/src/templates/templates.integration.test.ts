import { AuditPage, Template, TemplatePage, TemplateVersionPage } from '@carillon/domain';
import request from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../testing/start-test-api.ts';

let api: TestApi;
let token: string;
let name: string;
let made = 0;
beforeAll(async () => {
  api = await startTestApi();
  token = await api.tokenFor('admin');
});
beforeEach(() => {
  made += 1;
  name = `welcome-${made}`;
});
afterAll(() => api.stop());

const call = (method: 'get' | 'post' | 'put' | 'delete', path = '') => request(api.url)[method](`/api/v1/templates${path}`).auth(token, { type: 'bearer' });
const source = { subject: 'Hello {{ name }}', html: '<p>Hello {{ name }}, {{ order.id }}</p>' };
const create = (override: object = {}) => call('post').send({ name, ...source, ...override });
const update = (version: number, override: object = {}) => call('put', `/${name}`).send({ ...source, ...override, version });
const versions = async (query = '') => TemplateVersionPage.parse((await call('get', `/${name}/versions${query}`)).body);

describe('own templates', () => {
  it('are added as version 1 with the variables they use', async () => {
    const created = await create({ description: 'First', sample: { name: 'Ada' } });
    expect([created.status, created.headers['location']]).toEqual([201, `/api/v1/templates/${name}`]);
    expect(Template.parse(created.body)).toMatchObject({ version: 1, builtIn: false, variables: ['name', 'order.id'], sample: { name: 'Ada' }, updatedBy: 'Local admin', layout: 'default', text: null });
  });

  it('get a new version with each save, and keep the earlier ones', async () => {
    await create();
    await update(1, { subject: 'Two' });
    await update(2, { subject: 'Three' });
    expect((await versions()).items.map(({ version, subject }) => [version, subject])).toEqual([[3, 'Three'], [2, 'Two'], [1, 'Hello {{ name }}']]);
  });

  it('show their versions in pages', async () => {
    await create();
    await update(1);
    await update(2);
    const first = await versions('?limit=2');
    const rest = await versions(`?limit=2&cursor=${first.nextCursor}`);
    expect([first.items.map(({ version }) => version), rest.items.map(({ version }) => version), rest.nextCursor]).toEqual([[3, 2], [1], null]);
  });

  it('refuse a save that is not based on the newest version, and say which one is', async () => {
    await create();
    await update(1, { subject: 'Theirs' });
    const response = await update(1, { subject: 'Mine' });
    expect(response.body).toMatchObject({ status: 409, code: 'version-conflict', errors: [{ pointer: '/version', message: 'is not the newest version: that is 2' }] });
    expect((await call('get', `/${name}`)).body.subject).toBe('Theirs');
  });

  it('let one of several saves at the same moment win', async () => {
    await create();
    const saves = await Promise.all(['A', 'B', 'C', 'D'].map((subject) => update(1, { subject })));
    expect(saves.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 409, 409, 409]);
    expect((await versions()).items).toHaveLength(2);
  });

  it('are gone when deleted, with their versions still there to read', async () => {
    await create();
    expect((await call('delete', `/${name}`)).status).toBe(204);
    expect((await call('get', `/${name}`)).status).toBe(404);
    expect((await versions()).items.map(({ version }) => version)).toEqual([1]);
  });

  it('go on counting versions when their name is used again', async () => {
    await create();
    await call('delete', `/${name}`);
    expect((await create({ subject: 'Again' })).body).toMatchObject({ version: 3, subject: 'Again' });
  });

  it.each([
    ['taken by another one', () => create(), 409, 'conflict'],
    ['of a built-in one', () => create({ name: 'test-email' }), 409, 'conflict'],
    ['that no template can have', () => create({ name: 'Not A Name' }), 422, 'validation-failed'],
  ])('can not have a name %s', async (_title, again, status, code) => {
    await create();
    const response = await again();
    expect([response.status, response.body.code, response.body.errors[0].pointer]).toEqual([status, code, '/name']);
  });

  it.each([
    ['can not be compiled', { html: '{% if %}' }, '/html'],
    ['includes a file', { html: "{% include '/etc/passwd' %}" }, '/html'],
  ])('are refused when their source %s', async (_title, override, pointer) => {
    const response = await create(override);
    expect([response.status, response.body.code, response.body.errors[0].pointer]).toEqual([422, 'template-invalid', pointer]);
  });

  it('leave their changes in the audit log', async () => {
    await create();
    await update(1);
    await call('delete', `/${name}`);
    const audit = await request(api.url).get(`/api/v1/audit?subject=${name}`).auth(token, { type: 'bearer' });
    expect(AuditPage.parse(audit.body).items.map(({ action, outcome }) => [action, outcome])).toEqual([
      ['template.deleted', 'done'],
      ['template.updated', 'done'],
      ['template.created', 'done'],
    ]);
  });

  it.each([
    ['get', (path: string) => call('get', path)],
    ['delete', (path: string) => call('delete', path)],
    ['list versions of', (path: string) => call('get', `${path}/versions`)],
  ])('answer 404 to %s one that never was', async (_verb, ask) => {
    expect((await ask('/never-was')).status).toBe(404);
  });
});

describe('built-in templates', () => {
  const edit = (version: number) => call('put', '/test-email').send({ ...source, version });

  it('are version 1, become version 2 when edited, and come back when the edit is deleted', async () => {
    const original = Template.parse((await call('get', '/test-email')).body);
    const edited = Template.parse((await edit(1)).body);
    const deleted = await call('delete', '/test-email');
    const restored = Template.parse((await call('get', '/test-email')).body);
    expect([original.version, original.builtIn, edited.version, edited.builtIn, deleted.status]).toEqual([1, true, 2, false, 204]);
    expect(restored).toMatchObject({ version: 3, builtIn: true, subject: original.subject, html: original.html });
  });

  it('can be edited again after they came back', async () => {
    const { version } = Template.parse((await call('get', '/test-email')).body);
    expect((await edit(version)).body.version).toBe(version + 1);
  });

  it('show their history down to what they came as', async () => {
    const page = TemplateVersionPage.parse((await call('get', '/test-email/versions')).body);
    expect(page.items.at(-1)).toMatchObject({ version: 1, updatedBy: null });
    expect(page.items.map(({ version }) => version)).toEqual([4, 3, 2, 1]);
  });

  it('can not be deleted while nobody has edited them', async () => {
    const response = await call('delete', '/payment-reminder');
    expect([response.status, response.body.code]).toEqual([409, 'conflict']);
  });
});

describe('the list of templates', () => {
  it('has built-in and own ones by name, in pages', async () => {
    await create();
    const first = TemplatePage.parse((await call('get', '?limit=2')).body);
    const rest = TemplatePage.parse((await call('get', `?limit=200&cursor=${first.nextCursor}`)).body);
    const names = [...first.items, ...rest.items].map((item) => item.name);
    expect(names).toEqual(names.toSorted());
    expect(names).toEqual(expect.arrayContaining([name, 'test-email', 'payment-reminder']));
  });
});

describe('the preview', () => {
  const preview = (body: object) => call('post', '/preview').send({ ...source, layout: 'none', ...body });

  it('renders what is in the editor, escapes what the data says, and saves nothing', async () => {
    const response = await preview({ data: { name: '<script>', order: { id: 7 } } });
    expect(response.body).toMatchObject({ subject: 'Hello <script>', html: '<p>Hello &lt;script&gt;, 7</p>', variables: ['name', 'order.id'] });
  });

  it('names every variable that the data does not have', async () => {
    const response = await preview({ data: { order: {} } });
    expect(response.body).toMatchObject({ status: 422, code: 'undefined-variables' });
    expect(response.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/data/name', '/data/order/id']);
  });
});
