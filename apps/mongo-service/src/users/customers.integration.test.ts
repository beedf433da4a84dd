import type { CreateUser } from '@carillon/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { startTestService, type TestService } from '../testing/start-test-service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const add = (id: string, more: Partial<z.input<typeof CreateUser>> = {}) => service.client.createUser({ body: { id, name: 'Ada Lovelace', email: `${id}@example.com`, ...more } });
const get = (id: string) => service.client.getUser({ params: { id } });
const update = (id: string, body: Parameters<TestService['client']['updateUser']>[0]['body']) => service.client.updateUser({ params: { id }, body });
const find = async (search: string) => (await service.client.listUsers({ query: { search } })).items;

describe('a customer', () => {
  it('keeps tags, typed attributes, a phone number and what another system calls them', async () => {
    const more = { phone: '+4930901820', externalId: 'crm-1', tags: ['vip', 'vip', 'beta'], attributes: { plan: 'pro', seats: 3, trial: false, since: { date: '2026-01-01T01:00:00+01:00' } } };
    expect(await add('rich', more)).toMatchObject({ ...more, tags: ['vip', 'beta'], attributes: { ...more.attributes, since: { date: '2026-01-01T00:00:00.000Z' } } });
    expect(await add('rich', more)).toMatchObject({ id: 'rich' });
    await expect(add('rich', { ...more, attributes: { plan: 'free' } })).rejects.toMatchObject({ status: 409 });
    expect((await find('crm-1')).map(({ id }) => id)).toEqual(['rich']);
    expect((await service.client.listUsers({ query: { tag: 'beta' } })).items.map(({ id }) => id)).toEqual(['rich']);
  });

  it('is changed in single attributes, and in all tags', async () => {
    await add('changing', { phone: '+4930901821', tags: ['a', 'b'], attributes: { plan: 'pro', seats: 3 } });
    expect(await update('changing', { tags: ['c'], attributes: { seats: 4, plan: null }, phone: null })).toMatchObject({ tags: ['c'], attributes: { seats: 4 }, phone: null });
  });

  it.each([
    ['an operator as an attribute', { attributes: { $where: '1' } }, '“$where” must be a word'],
    ['a path as an attribute', { attributes: { 'a.b': '1' } }, '“a.b” must be a word'],
    ['an object as the value of one', { attributes: { plan: { $gt: '' } } }, '“plan” must be text, a number'],
    ['a phone number that is none', { phone: '12' }, 'Phone must be'],
  ])('with %s is refused', async (_title, more, words) => {
    // The types forbid it; somebody else's client may send it all the same.
    await expect(add('refused', more as never)).rejects.toMatchObject({ status: 422, detail: expect.stringContaining(words) });
  });

  it('can not have the external id of another one', async () => {
    await add('first', { externalId: 'taken' });
    await add('second');
    await expect(update('second', { externalId: 'taken' })).rejects.toMatchObject({ status: 409 });
    await expect(add('third', { externalId: 'taken' })).rejects.toMatchObject({ status: 409 });
  });

  it('can be taken away, once', async () => {
    await add('leaving');
    expect(await service.client.deleteUser({ params: { id: 'leaving' } })).toMatchObject({ id: 'leaving' });
    await expect(service.client.deleteUser({ params: { id: 'leaving' } })).rejects.toMatchObject({ status: 404 });
  });
});

describe('consent', () => {
  it('is kept with when and where it was given, and decides about later messages', async () => {
    await add('deciding');
    const decide = (wanted: boolean) => service.client.recordConsent({ params: { id: 'deciding' }, body: { category: 'news', wanted, source: 'preferences', at: wanted ? '2026-01-02T00:00:00Z' : '2026-01-01T00:00:00Z' } });
    expect(await decide(false)).toMatchObject({ unsubscribedFrom: ['news'] });
    expect(await decide(true)).toMatchObject({ unsubscribedFrom: [], consent: [{ category: 'news', wanted: true, at: '2026-01-02T00:00:00.000Z', source: 'preferences' }] });
    expect(await decide(false)).toMatchObject({ unsubscribedFrom: [] });
  });

  it('follows a list of categories that is set as a whole', async () => {
    await add('listing', { unsubscribedFrom: ['news', 'offers'] });
    const { unsubscribedFrom, consent } = await update('listing', { unsubscribedFrom: ['offers', 'events'] });
    expect([unsubscribedFrom, Object.fromEntries(consent.map(({ category, wanted }) => [category, wanted]))]).toEqual([['offers', 'events'], { news: true, offers: false, events: false }]);
  });
});

describe('an import of customers', () => {
  const importLines = (...lines: string[]) => service.client.importUsers({ csv: `${lines.join('\n')}\n` });

  it('changes whom it finds by external id or address, adds the others, and changes nothing the second time', async () => {
    await add('known-1', { externalId: 'imp-1', tags: ['old'], attributes: { plan: 'free', city: 'Rome' } });
    await add('known-2', { email: 'Known-2@example.com' });
    const lines = [
      'externalId,name,email,tags,attributes.plan,attributes.seats:number,unsubscribedFrom',
      'imp-1,Ada New,ada.new@example.com,new,pro,5,news',
      ',Grace,KNOWN-2@example.com,,,,',
      'imp-3,Barbara,barbara@example.com,vip,,,',
    ];
    const report = { duplicates: 0, rejected: 0, problems: [], refused: null, format: expect.objectContaining({ encoding: 'utf-8', delimiter: ',' }) };
    expect(await importLines(...lines)).toEqual({ ...report, imported: 1, updated: 2, existing: 0 });
    expect(await get('known-1')).toMatchObject({ name: 'Ada New', email: 'ada.new@example.com', tags: ['old', 'new'], attributes: { plan: 'pro', city: 'Rome', seats: 5 }, unsubscribedFrom: ['news'], consent: [{ category: 'news', source: 'import' }] });
    expect(await get('known-2')).toMatchObject({ name: 'Grace' });
    expect(await find('barbara@example.com')).toEqual([expect.objectContaining({ externalId: 'imp-3', timeZone: 'UTC', locale: 'en' })]);
    expect(await importLines(...lines)).toEqual({ ...report, imported: 0, updated: 0, existing: 3 });
  });

  it('never subscribes anybody again', async () => {
    await add('out', { unsubscribedFrom: ['news'] });
    await importLines('id,name,email,unsubscribedFrom', 'out,Ada,out@example.com,offers');
    expect((await get('out')).unsubscribedFrom).toEqual(['news', 'offers']);
  });

  it('makes one user of lines with the same address', async () => {
    expect(await importLines('name,email,tags', 'One,twin@example.com,a', 'Two,TWIN@example.com,b')).toMatchObject({ imported: 1, updated: 0, duplicates: 1 });
    expect(await find('twin@example.com')).toEqual([expect.objectContaining({ name: 'Two', tags: ['a', 'b'] })]);
  });

  it('tells of lines that could mean several, or somebody else, or what is still to come', async () => {
    await add('double-1', { email: 'double@example.com' });
    await add('double-2', { email: 'double@example.com', externalId: 'double-2' });
    const report = await importLines('id,externalId,name,email,lastActiveAt', ',,Who,double@example.com,', 'double-1,double-2,Ada,double@example.com,', 'ahead,,Ada,ahead@example.com,2999-01-01');
    expect(report).toMatchObject({ imported: 0, updated: 0, existing: 0, rejected: 3 });
    expect(report.problems.toSorted((one, other) => one.line - other.line).map(({ line, column }) => [line, column])).toEqual([[2, 'email'], [3, 'externalId'], [4, 'lastActiveAt']]);
  });
});
