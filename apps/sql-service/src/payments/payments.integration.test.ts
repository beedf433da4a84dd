import { Readable } from 'node:stream';
import { readPages, type CreatePayment } from '@carillon/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { startTestService, type TestService } from '../testing/start-test-service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
}, 120_000);
afterAll(() => service.stop());

type NewPayment = z.input<typeof CreatePayment>;
const payment = (id: string, more: Partial<NewPayment> = {}): NewPayment => ({ id, userId: 'ada', reference: `INV ${id}`, amountMinor: 1250, currency: 'EUR', dueDate: '2026-03-29', ...more });
const add = (id: string, more: Partial<NewPayment> = {}) => service.client.createPayment({ body: payment(id, more) });
const idsOf = (page: { items: { id: string }[] }) => page.items.map(({ id }) => id);

describe('a payment', () => {
  it('is pending when it is added, and can be looked up', async () => {
    const added = await add('add-1', { description: 'Membership' });
    expect(added).toMatchObject({ id: 'add-1', status: 'pending', description: 'Membership', amountMinor: 1250, dueDate: '2026-03-29', paidAt: null });
    expect(await service.client.getPayment({ params: { id: 'add-1' } })).toEqual(added);
  });

  it('is given an id when it brings none', async () => {
    const { id: _id, ...anonymous } = payment('x');
    expect((await service.client.createPayment({ body: anonymous })).id).toMatch(/^pay_[0-9A-Z]{26}$/);
  });

  it('is added once, however often the request is repeated', async () => {
    const first = await add('twice');
    expect(await add('twice')).toEqual(first);
    await expect(add('twice', { amountMinor: 1 })).rejects.toMatchObject({ kind: 'refused', status: 409, detail: 'There is another payment with the id twice.' });
  });

  it('keeps the largest amount that JSON can carry', async () => {
    await add('large', { amountMinor: Number.MAX_SAFE_INTEGER });
    expect((await service.client.getPayment({ params: { id: 'large' } })).amountMinor).toBe(Number.MAX_SAFE_INTEGER);
  });

  it('that does not exist is not found', async () => {
    await expect(service.client.getPayment({ params: { id: 'nobody' } })).rejects.toMatchObject({ status: 404, code: 'not-found' });
    await expect(service.client.payPayment({ params: { id: 'nobody' }, body: {} })).rejects.toMatchObject({ status: 404 });
  });
});

describe('lists', () => {
  const march = ['2026-03-01', '2026-03-01', '2026-03-01', '2026-03-02', '2026-03-03', '2026-03-03', '2026-03-04'];
  beforeAll(() => Promise.all(march.map((dueDate, index) => add(`list-${index}`, { userId: 'lister', dueDate }))));

  it('what is due has both ends of its window, by due date and id, each once, whatever the page size', async () => {
    const pages = readPages((cursor) => service.client.listDuePayments({ query: { from: '2026-03-01', to: '2026-03-03', limit: 2, cursor } }));
    const items = (await Readable.from(pages).toArray()).flat();
    expect(idsOf({ items })).toEqual(['list-0', 'list-1', 'list-2', 'list-3', 'list-4', 'list-5']);
  });

  it('what is overdue is what was due before the day', async () => {
    expect(idsOf(await service.client.listOverduePayments({ query: { before: '2026-03-02' } }))).toEqual(['list-0', 'list-1', 'list-2']);
    expect(idsOf(await service.client.listOverduePayments({ query: { before: '2026-03-04', from: '2026-03-02' } }))).toEqual(['list-3', 'list-4', 'list-5']);
  });

  it('one user\'s payments come latest first', async () => {
    const pages = readPages((cursor) => service.client.listPayments({ query: { userId: 'lister', limit: 3, cursor } }));
    expect((await Readable.from(pages).toArray()).map((items) => idsOf({ items }))).toEqual([['list-6', 'list-5', 'list-4'], ['list-3', 'list-2', 'list-1'], ['list-0']]);
  });

  it('a search finds the beginning of a reference in whatever case, taken as it is, and the payments of some users besides', async () => {
    const references = { 'search-1': 'Müller_7%', 'search-2': 'MÜLLER_70', 'search-3': 'Müller-7', 'search-4': 'An invoice of Müller_7%' };
    await Promise.all(Object.entries(references).map(([id, reference], index) => add(id, { reference, userId: `searched-${index}`, dueDate: `2026-02-0${index + 1}` })));
    const found = async (query: { search?: string; orUserIds?: string[]; userId?: string; limit?: number; cursor?: string }) => service.client.listPayments({ query });
    expect(idsOf(await found({ search: 'müller' }))).toEqual(['search-3', 'search-2', 'search-1']);
    expect(idsOf(await found({ search: 'MÜLLER_7' }))).toEqual(['search-2', 'search-1']);
    expect(idsOf(await found({ search: 'müller_7%' }))).toEqual(['search-1']);
    expect(idsOf(await found({ search: 'müller_7', userId: 'searched-1' }))).toEqual(['search-2']);
    const pages = readPages((cursor) => found({ search: 'müller_7', orUserIds: ['searched-3', 'searched-1'], limit: 2, ...(cursor === undefined ? {} : { cursor }) }));
    expect((await Readable.from(pages).toArray()).map((items) => idsOf({ items }))).toEqual([['search-4', 'search-2'], ['search-1']]);
    expect(await service.client.countPayments({ query: { search: 'müller_7', orUserIds: ['searched-3', 'searched-1'] } })).toEqual({ total: 3, capped: false });
  });

  it('what is paid is neither due nor overdue; what is marked stays overdue', async () => {
    await add('settled', { userId: 'settler', dueDate: '2026-01-01' });
    await add('marked', { userId: 'settler', dueDate: '2026-01-02' });
    await service.client.payPayment({ params: { id: 'settled' }, body: {} });
    await service.client.markPaymentOverdue({ params: { id: 'marked' }, body: { asOf: '2026-01-03' } });
    expect(idsOf(await service.client.listDuePayments({ query: { from: '2026-01-01', to: '2026-01-31' } }))).toEqual([]);
    expect(idsOf(await service.client.listOverduePayments({ query: { before: '2026-02-01' } }))).toEqual(['marked']);
    expect(idsOf(await service.client.listOverduePayments({ query: { before: '2026-02-01', status: ['pending'] } }))).toEqual([]);
    expect(idsOf(await service.client.listPayments({ query: { userId: 'settler', status: 'paid' } }))).toEqual(['settled']);
  });

  it.each([
    ['a cursor of nobody', '/payments/due?from=2026-03-01&to=2026-03-03&cursor=bm9wZQ', 'cursor'],
    ['a day that does not exist', '/payments/due?from=2026-02-29&to=2026-03-03', 'from'],
    ['a missing day', '/payments/overdue', 'before'],
    ['a status that is never overdue', '/payments/overdue?before=2026-03-03&status=paid', 'status'],
    ['what is not known', '/payments?user=ada', 'user'],
    ['a search for nothing', '/payments?search=%20', 'search'],
    ['a search for what no text has', '/payments?search=a%00', 'search'],
  ])('refuse %s', async (_title, path, parameter) => {
    const response = await fetch(`${service.url}${path}`, { headers: { authorization: `Bearer ${service.token()}` } });
    expect([response.status, response.headers.get('content-type')]).toEqual([422, 'application/problem+json; charset=utf-8']);
    expect(await response.json()).toMatchObject({ code: 'validation-failed', errors: [expect.objectContaining({ parameter: expect.stringContaining(parameter) })] });
  });
});

describe('a change', () => {
  it('to overdue needs a due date before the user\'s day, and happens once', async () => {
    await add('overdue', { dueDate: '2026-03-29' });
    const mark = (asOf: string) => service.client.markPaymentOverdue({ params: { id: 'overdue' }, body: { asOf } });
    await expect(mark('2026-03-29')).rejects.toMatchObject({ status: 409, code: 'conflict' });
    expect(await mark('2026-03-30')).toMatchObject({ changed: true, payment: { status: 'overdue' } });
    expect(await mark('2026-03-30')).toMatchObject({ changed: false, payment: { status: 'overdue' } });
  });

  it('to paid notes when, ends the overdue state, and is final', async () => {
    await add('paid', { dueDate: '2026-03-29' });
    const params = { id: 'paid' };
    await service.client.markPaymentOverdue({ params, body: { asOf: '2026-04-01' } });
    expect(await service.client.payPayment({ params, body: { paidAt: '2026-04-02T12:00:00+02:00' } })).toMatchObject({ changed: true, payment: { status: 'paid', paidAt: '2026-04-02T10:00:00.000Z' } });
    expect(await service.client.payPayment({ params, body: {} })).toMatchObject({ changed: false, payment: { paidAt: '2026-04-02T10:00:00.000Z' } });
    await expect(service.client.cancelPayment({ params, body: {} })).rejects.toMatchObject({ status: 409, detail: 'The payment is paid, which is final.' });
    await expect(service.client.markPaymentOverdue({ params, body: { asOf: '2026-04-03' } })).rejects.toMatchObject({ status: 409 });
  });

  it('to paid can not lie ahead', async () => {
    await add('ahead');
    const response = await fetch(`${service.url}/payments/ahead/pay`, { method: 'POST', body: '{"paidAt":"2999-01-01T00:00:00Z"}', headers: { authorization: `Bearer ${service.token()}`, 'content-type': 'application/json' } });
    expect([response.status, await response.json()]).toMatchObject([422, { code: 'validation-failed', errors: [{ pointer: '/paidAt', code: 'in-the-future' }] }]);
    expect(await service.client.getPayment({ params: { id: 'ahead' } })).toMatchObject({ status: 'pending', paidAt: null });
  });

  it('is made by one of many that ask at the same time', async () => {
    await add('race');
    const results = await Promise.all(Array.from({ length: 8 }, () => service.client.payPayment({ params: { id: 'race' }, body: {} })));
    expect(results.filter(({ changed }) => changed)).toHaveLength(1);
  });
});

describe('an import', () => {
  const header = 'id,userId,reference,amountMinor,currency,dueDate';

  it('takes the good lines and says what is wrong with the others, by line', async () => {
    const csv = [
      header,
      'csv-1,ada,INV-1,1250,EUR,2026-05-01',
      'csv-2,ada,INV-2,12.50,EUR,2026-05-01',
      'csv-3,ada,"A ""quoted"", long one",99,USD,2026-05-02',
      'csv-4,ada,INV-4,99,XXQ,2026-05-02',
      'csv-5,ada,INV-5,99,USD',
      'csv-6,ada,INV-6,99,USD,2026-02-30',
      'csv-7,,INV-7,99,USD,2026-05-03',
      ',ada,INV-8,99,USD,2026-05-03',
    ].join('\r\n');
    expect(await service.client.importPayments({ csv })).toEqual({
      imported: 3,
      updated: 0,
      existing: 0,
      duplicates: 0,
      rejected: 5,
      refused: { lines: 5, csv: expect.stringContaining('userId is required,csv-7,,INV-7,99,USD,2026-05-03') },
      format: expect.objectContaining({ encoding: 'utf-8', delimiter: ',' }),
      problems: [
        { line: 3, column: 'amountMinor', reason: expect.stringContaining('minor units') },
        { line: 5, column: 'currency', reason: 'is not a currency of ISO 4217' },
        { line: 6, column: null, reason: 'has more or fewer fields than the header' },
        { line: 7, column: 'dueDate', reason: expect.stringContaining('date') },
        { line: 8, column: 'userId', reason: 'is required' },
      ],
    });
    expect(await service.client.getPayment({ params: { id: 'csv-3' } })).toMatchObject({ reference: 'A "quoted", long one', amountMinor: 99, currency: 'USD' });
  });

  it('of the same file again changes nothing', async () => {
    const csv = `${header}\nagain-1,ada,INV,1,EUR,2026-05-01\nagain-2,ada,INV,1,EUR,2026-05-01\n`;
    expect(await service.client.importPayments({ csv })).toMatchObject({ imported: 2, existing: 0 });
    expect(await service.client.importPayments({ csv })).toMatchObject({ imported: 0, existing: 2 });
  });

  it('with an id twice takes the first', async () => {
    const csv = `${header}\ndouble,ada,first,1,EUR,2026-05-01\ndouble,ada,second,1,EUR,2026-05-01\n`;
    expect(await service.client.importPayments({ csv })).toMatchObject({ imported: 1, existing: 0, duplicates: 1 });
    expect(await service.client.getPayment({ params: { id: 'double' } })).toMatchObject({ reference: 'first' });
  });

  it.each([
    ['a column that is missing', 'id,userId,reference', 'the column amountMinor is missing'],
    ['one that is not known', `${header},colour`, '"colour" is not a column'],
    ['one that is there twice', `${header},id`, 'the column id appears twice'],
  ])('is refused for %s, however long the file', async (_title, line, reason) => {
    const csv = Readable.from((function* () {
      yield `${line}\n`;
      for (let index = 0; index < 200; index += 1) yield 'x,'.repeat(2_000);
    })());
    await expect(service.client.importPayments({ csv })).rejects.toMatchObject({ kind: 'refused', status: 422, detail: expect.stringContaining(reason) });
  });

  it('stops at a quote that is never closed, and says so', async () => {
    const csv = `${header}\nopen-1,ada,INV,1,EUR,2026-05-01\nopen-2,ada,"INV,1,EUR,2026-05-01\nopen-3,ada,INV,1,EUR,2026-05-01\n`;
    expect(await service.client.importPayments({ csv })).toMatchObject({ imported: 1, rejected: 1, problems: [{ column: null, reason: expect.stringContaining('quote is not closed') }] });
  });

  it('takes thousands of lines as they come', async () => {
    const csv = Readable.from((function* () {
      yield `${header}\n`;
      for (let index = 0; index < 5_000; index += 1) yield `many-${index},many,INV ${index},1,EUR,2027-01-01\n`;
    })());
    expect(await service.client.importPayments({ csv })).toEqual({ imported: 5_000, updated: 0, existing: 0, duplicates: 0, rejected: 0, problems: [], refused: null, format: expect.objectContaining({ delimiter: ',' }) });
    expect((await service.client.listPayments({ query: { userId: 'many', limit: 200 } })).items).toHaveLength(200);
  });

  it('takes CSV only', async () => {
    const response = await fetch(`${service.url}/payments/import`, { method: 'POST', body: '{}', headers: { authorization: `Bearer ${service.token()}`, 'content-type': 'application/json' } });
    expect(response.status).toBe(415);
  });
});
