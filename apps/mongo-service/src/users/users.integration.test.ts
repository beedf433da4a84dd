import { Readable } from 'node:stream';
import { readPages, type CreateUser } from '@carillon/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { startTestService, type TestService } from '../testing/start-test-service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const add = (id: string, more: Partial<z.input<typeof CreateUser>> = {}) => service.client.createUser({ body: { id, name: 'Ada Lovelace', email: 'ada@example.com', ...more } });
const get = (id: string) => service.client.getUser({ params: { id } });
const update = (id: string, body: Parameters<TestService['client']['updateUser']>[0]['body']) => service.client.updateUser({ params: { id }, body });
const deactivate = (id: string, inactiveSince: string) => service.client.deactivateUser({ params: { id }, body: { inactiveSince, reason: 'No sign of life' } });
const idsOf = (items: readonly { id: string }[]) => items.map(({ id }) => id);
const allIds = async (pages: AsyncIterable<readonly { id: string }[]>) => idsOf((await Readable.from(pages).toArray()).flat());

describe('a user', () => {
  it('is added once, with what was left out filled in', async () => {
    const added = await add('once');
    expect(added).toMatchObject({ id: 'once', timeZone: 'UTC', locale: 'en', status: 'active', unsubscribedFrom: [], lastActiveAt: null, lastLoginAt: null, deactivatedAt: null });
    expect(await add('once')).toEqual(added);
    expect(await get('once')).toEqual(added);
    await expect(add('once', { name: 'Grace' })).rejects.toMatchObject({ status: 409 });
  });

  it('without an id is given one', async () => {
    expect((await service.client.createUser({ body: { name: 'Grace', email: 'grace@example.com' } })).id).toMatch(/^usr_[0-9A-Z]{26}$/);
  });

  it('joined no later than the first sign of life', async () => {
    expect(await add('old-hand', { lastActiveAt: '2025-02-01T00:00:00Z', lastLoginAt: '2025-01-01T01:00:00+01:00' })).toMatchObject({ createdAt: '2025-01-01T00:00:00.000Z', lastActiveAt: '2025-02-01T00:00:00.000Z' });
  });

  it.each([
    ['an unknown time zone', { timeZone: 'Europe/Atlantis' }, 'Time zone is not'],
    ['an address that is none', { email: 'ada at example.com' }, 'E-mail must be'],
    ['a name that would open a header', { name: 'Ada\r\nBcc: x@example.com' }, 'Name must be'],
    ['activity that lies ahead', { lastActiveAt: '2999-01-01T00:00:00Z' }, 'Last active at lies ahead'],
  ])('with %s is refused', async (_title, more, words) => {
    await expect(add('refused', more)).rejects.toMatchObject({ status: 422, detail: expect.stringContaining(words) });
    await expect(get('refused')).rejects.toMatchObject({ status: 404 });
  });

  it('is changed in what is given, and found by the new name', async () => {
    await add('renamed', { name: 'Zuse', email: 'konrad@example.com' });
    expect(await update('renamed', { name: 'Konrad Quarz', unsubscribedFrom: ['news'] })).toMatchObject({ name: 'Konrad Quarz', email: 'konrad@example.com', unsubscribedFrom: ['news'] });
    expect(idsOf((await service.client.listUsers({ query: { search: 'quarz' } })).items)).toEqual(['renamed']);
    expect((await service.client.listUsers({ query: { search: 'zuse' } })).items).toEqual([]);
    expect(await service.client.countUsers({ query: { search: 'quarz', status: 'active' } })).toEqual({ total: 1, capped: false });
    expect(await service.client.countUsers({ query: { search: 'zuse' } })).toEqual({ total: 0, capped: false });
    await expect(update('nobody', { name: 'X' })).rejects.toMatchObject({ status: 404 });
  });

  it('renamed by several at once can be found by the name that stays', async () => {
    await add('popular');
    await Promise.all(['Aa', 'Bb', 'Cc'].map((name) => update('popular', { name })));
    const { name } = await get('popular');
    expect(idsOf((await service.client.listUsers({ query: { search: `popular ${name}` } })).items)).toEqual(['popular']);
  });

  it('is active no earlier than was known', async () => {
    await add('forward', { lastActiveAt: '2026-03-01T00:00:00Z' });
    expect((await update('forward', { lastActiveAt: '2026-02-01T00:00:00Z' })).lastActiveAt).toBe('2026-03-01T00:00:00.000Z');
    expect((await update('forward', { lastActiveAt: '2026-04-01T00:00:00Z' })).lastActiveAt).toBe('2026-04-01T00:00:00.000Z');
  });
});

describe('deactivation', () => {
  const silent = { lastActiveAt: '2026-01-01T00:00:00Z' };

  it('happens once, and says who did it first', async () => {
    await add('silent', silent);
    expect(await deactivate('silent', '2026-01-01T00:00:00Z')).toMatchObject({ changed: true, user: { status: 'deactivated', deactivationReason: 'No sign of life', deactivatedAt: expect.any(String) } });
    expect(await deactivate('silent', '2026-01-01T00:00:00Z')).toMatchObject({ changed: false, user: { status: 'deactivated' } });
  });

  it('changes something for exactly one of many who ask at the same time', async () => {
    await add('race', silent);
    const answers = await Promise.all(Array.from({ length: 20 }, () => deactivate('race', '2026-02-01T00:00:00Z')));
    expect(answers.filter(({ changed }) => changed)).toHaveLength(1);
  });

  it.each<[string, (id: string) => Promise<unknown>]>([
    ['signed in', (userId) => service.client.recordLogin({ body: { userId, at: '2026-02-01T00:00:00.001Z' } })],
    ['did something', (id) => update(id, { lastActiveAt: '2026-02-01T00:00:00.001Z' })],
  ])('is refused when the user %s meanwhile', async (title, comeBack) => {
    const id = `came-back-${title.replace(' ', '-')}`;
    await add(id, silent);
    await comeBack(id);
    await expect(deactivate(id, '2026-02-01T00:00:00Z')).rejects.toMatchObject({ status: 409, detail: 'The user was active at 2026-02-01T00:00:00.001Z.' });
    expect((await get(id)).status).toBe('active');
  });

  it('either wins or loses against a login at the same time, never both', async () => {
    await add('close', silent);
    const [deactivation] = await Promise.allSettled([deactivate('close', '2026-02-01T00:00:00Z'), service.client.recordLogin({ body: { userId: 'close' } })]);
    expect((await get('close')).status).toBe(deactivation.status === 'fulfilled' ? 'deactivated' : 'active');
  });

  it('can be taken back, and the old silence is over then', async () => {
    await add('back', silent);
    await deactivate('back', '2026-02-01T00:00:00Z');
    expect(await update('back', { status: 'active' })).toMatchObject({ status: 'active', deactivatedAt: null, deactivationReason: null });
    await expect(deactivate('back', '2026-02-01T00:00:00Z')).rejects.toMatchObject({ status: 409 });
  });

  it('of nobody is not found', async () => {
    await expect(deactivate('nobody', '2026-02-01T00:00:00Z')).rejects.toMatchObject({ status: 404 });
  });
});

describe('lists', () => {
  beforeAll(() => Promise.all([1, 1, 1, 2, 3].map((day, index) => add(`quiet-${index}`, { name: `Quentin ${index}`, lastActiveAt: `2024-01-0${day}T00:00:00Z`, lastLoginAt: '2023-01-01T00:00:00Z' }))));

  it('who was active comes longest silent first, each once, whatever the page size', async () => {
    const pages = readPages((cursor) => service.client.listInactiveUsers({ query: { before: '2024-01-02T00:00:00Z', limit: 2, cursor } }));
    expect(await allIds(pages)).toEqual(['quiet-0', 'quiet-1', 'quiet-2', 'quiet-3']);
  });

  it('can leave out those who are silent for longer', async () => {
    expect(idsOf((await service.client.listInactiveUsers({ query: { before: '2024-01-31T00:00:00Z', after: '2024-01-02T00:00:00Z' } })).items)).toEqual(['quiet-3', 'quiet-4']);
  });

  it('counts only logins where it says so', async () => {
    const pages = readPages((cursor) => service.client.listLoginInactiveUsers({ query: { before: '2023-06-01T00:00:00Z', limit: 3, cursor } }));
    expect((await allIds(pages)).toSorted()).toEqual(['quiet-0', 'quiet-1', 'quiet-2', 'quiet-3', 'quiet-4']);
  });

  it('leave out who is deactivated', async () => {
    await add('gone', { lastActiveAt: '2022-01-01T00:00:00Z' });
    const query = { before: '2022-06-01T00:00:00Z' };
    expect(idsOf((await service.client.listInactiveUsers({ query })).items)).toEqual(['gone']);
    await deactivate('gone', '2022-06-01T00:00:00Z');
    expect((await service.client.listInactiveUsers({ query })).items).toEqual([]);
    expect(idsOf((await service.client.listUsers({ query: { ids: ['gone', 'quiet-1'], status: 'deactivated' } })).items)).toEqual(['gone']);
  });

  it('of ids have those that exist, all on one page', async () => {
    const { items, nextCursor } = await service.client.listUsers({ query: { ids: ['quiet-1', 'nobody', 'quiet-0'], limit: 1 } });
    expect([idsOf(items).toSorted(), nextCursor]).toEqual([['quiet-0', 'quiet-1'], null]);
  });

  it.each([
    ['the beginning of a name', 'quen', 5],
    ['two words of it', 'quentin 3', 1],
    ['an id', 'quiet-2', 1],
    ['a whole address', 'ADA@example.com', 5],
    ['signs that mean something in a pattern', '.*', 0],
  ])('find users by %s, newest first', async (_title, search, count) => {
    const pages = readPages((cursor) => service.client.listUsers({ query: { search, limit: 2, cursor } }));
    const ids = await allIds(pages);
    expect(ids.filter((id) => id.startsWith('quiet-'))).toHaveLength(count);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('refuse a cursor that they did not hand out', async () => {
    await expect(service.client.listUsers({ query: { cursor: 'bm9wZQ' } })).rejects.toMatchObject({ status: 422 });
  });
});

describe('an import', () => {
  it('takes the good lines, reports the others, and can be repeated', async () => {
    const csv = [
      'id,name,email,timeZone,lastActiveAt',
      'imp-1,"Hopper, Grace",grace@example.com,America/New_York,2026-01-01T00:00:00Z',
      'imp-2,Alan Turing,alan-at-example.com,,',
      'imp-3,Edsger Dijkstra,edsger@example.com,Mars/Olympus,',
      'imp-4,Barbara Liskov,barbara@example.com,,',
      'imp-5,Too,few',
      '',
    ].join('\n');
    const report = await service.client.importUsers({ csv });
    expect(report).toMatchObject({ imported: 2, existing: 0, rejected: 3 });
    expect(report.problems.map(({ line, column }) => [line, column])).toEqual([[3, 'email'], [4, 'timeZone'], [6, null]]);
    expect(await get('imp-1')).toMatchObject({ name: 'Hopper, Grace', timeZone: 'America/New_York', lastActiveAt: '2026-01-01T00:00:00.000Z' });
    expect(await service.client.importUsers({ csv })).toMatchObject({ imported: 0, existing: 2, rejected: 3 });
  });

  it('goes in batches as it comes, and counts every line', async () => {
    const lines = Readable.from((function* () {
      yield 'id,name,email\n';
      for (let index = 0; index < 1_234; index += 1) yield `bulk-${index},Bulk ${index},bulk-${index}@example.com\n`;
    })());
    expect(await service.client.importUsers({ csv: lines })).toEqual({ imported: 1_234, updated: 0, existing: 0, duplicates: 0, rejected: 0, problems: [], refused: null, format: { encoding: 'utf-8', delimiter: ',', columns: ['id', 'name', 'email'].map((column) => ({ heading: column, column })) } });
  });

  it('takes what a spreadsheet saves, and gives back the lines to mend', async () => {
    const csv = Buffer.from('First name;Surname;E-Mail;Attributes.Plan\r\nZo\u00eb;Gr\u00fcn;zoe@example.com;pro\r\nAlan;Turing;nowhere;\r\nZo\u00eb;Gr\u00fcn;ZOE@example.com;pro\r\n;;;\r\n', 'latin1');
    const report = await service.client.importUsers({ csv: Readable.from([csv]) });
    expect(report).toMatchObject({ imported: 1, updated: 0, existing: 0, duplicates: 1, rejected: 1, format: { encoding: 'windows-1252', delimiter: ';' } });
    expect((await service.client.listUsers({ query: { search: 'zoe@example.com' } })).items).toEqual([expect.objectContaining({ name: 'Zoë Grün', attributes: { Plan: 'pro' } })]);
    const mended = report.refused?.csv.replace('nowhere', 'alan.t@example.com') ?? '';
    expect(mended).toMatch(/^Reason;First name;Surname;E-Mail;Attributes.Plan\r\nemail .+;Alan;Turing;/);
    expect(await service.client.importUsers({ csv: mended })).toMatchObject({ imported: 1, rejected: 0, format: { encoding: 'utf-8' } });
  });

  it('without the columns it needs is refused as a whole', async () => {
    await expect(service.client.importUsers({ csv: 'id,nickname\n1,x\n' })).rejects.toMatchObject({ status: 422, detail: expect.stringContaining('the column email is missing') });
  });
});
