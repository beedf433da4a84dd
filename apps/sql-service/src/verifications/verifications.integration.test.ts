import { Readable } from 'node:stream';
import { readPages, type CreateVerification } from '@carillon/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { startTestService, type TestService } from '../testing/start-test-service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
}, 120_000);
afterAll(() => service.stop());

type NewVerification = z.input<typeof CreateVerification>;
const add = (id: string, more: Partial<NewVerification> = {}) =>
  service.client.createVerification({ body: { id, userId: 'ada', employeeName: 'Grace Hopper', email: 'grace@example.com', requestedAt: '2026-03-01T00:00:00Z', expiresAt: '2099-01-01T00:00:00Z', ...more } });
const idsOf = (items: { id: string }[]) => items.map(({ id }) => id);

describe('a verification', () => {
  it('waits when it is added, and is added once', async () => {
    const added = await add('once', { requestedAt: '2026-03-01T01:00:00+01:00' });
    expect(added).toMatchObject({ id: 'once', status: 'pending', requestedAt: '2026-03-01T00:00:00.000Z', settledAt: null });
    expect(await add('once')).toEqual(added);
    expect(await service.client.getVerification({ params: { id: 'once' } })).toEqual(added);
    await expect(add('once', { email: 'other@example.com' })).rejects.toMatchObject({ status: 409 });
  });

  it('that would expire before it was asked for is refused', async () => {
    await expect(add('backwards', { expiresAt: '2026-02-01T00:00:00Z' })).rejects.toMatchObject({ status: 422, detail: expect.stringContaining('must be after requestedAt') });
  });

  it('can not have been asked for in the future', async () => {
    const body = JSON.stringify({ id: 'ahead', userId: 'ada', employeeName: 'Grace', email: 'grace@example.com', requestedAt: '2998-01-01T00:00:00Z', expiresAt: '2999-01-01T00:00:00Z' });
    const response = await fetch(`${service.url}/verifications`, { method: 'POST', body, headers: { authorization: `Bearer ${service.token()}`, 'content-type': 'application/json' } });
    expect([response.status, await response.json()]).toMatchObject([422, { code: 'validation-failed', errors: [{ pointer: '/requestedAt', code: 'in-the-future' }] }]);
    await expect(service.client.getVerification({ params: { id: 'ahead' } })).rejects.toMatchObject({ status: 404 });
  });

  it.each([
    ['verifyVerification', 'verified'],
    ['rejectVerification', 'rejected'],
  ] as const)('is settled once by %s, for good', async (command, status) => {
    const id = `settle-${status}`;
    await add(id);
    expect(await service.client[command]({ params: { id }, body: {} })).toMatchObject({ changed: true, verification: { status, settledAt: expect.any(String) } });
    expect(await service.client[command]({ params: { id }, body: {} })).toMatchObject({ changed: false, verification: { status } });
    await expect(service.client.expireVerification({ params: { id }, body: {} })).rejects.toMatchObject({ status: 409, detail: `The verification is ${status}, which is final.` });
  });

  it('expires when its time is over, and not before', async () => {
    await add('young');
    await add('old', { expiresAt: '2026-03-02T00:00:00Z' });
    await expect(service.client.expireVerification({ params: { id: 'young' }, body: {} })).rejects.toMatchObject({ status: 409, code: 'conflict' });
    await expect(service.client.verifyVerification({ params: { id: 'old' }, body: {} })).rejects.toMatchObject({ status: 409 });
    expect(await service.client.expireVerification({ params: { id: 'old' }, body: {} })).toMatchObject({ changed: true, verification: { status: 'expired' } });
  });

  it('is settled one way when two ask at the same time', async () => {
    await add('race');
    const body = {};
    const results = await Promise.allSettled([service.client.verifyVerification({ params: { id: 'race' }, body }), service.client.rejectVerification({ params: { id: 'race' }, body })]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('lists', () => {
  beforeAll(() => Promise.all([1, 1, 1, 2, 3].map((day, index) => add(`list-${index}`, { userId: 'lister', requestedAt: `2025-01-0${day}T12:00:00.123Z` }))));

  it('those that wait come longest waiting first, each once, whatever the page size', async () => {
    const pages = readPages((cursor) => service.client.listPendingVerifications({ query: { limit: 2, requestedBefore: '2025-01-03T00:00:00Z', cursor } }));
    expect(idsOf((await Readable.from(pages).toArray()).flat())).toEqual(['list-0', 'list-1', 'list-2', 'list-3']);
  });

  it('can be bounded by age on both sides', async () => {
    const { items } = await service.client.listPendingVerifications({ query: { requestedAfter: '2025-01-01T12:00:00.123Z', requestedBefore: '2025-01-04T00:00:00Z' } });
    expect(idsOf(items)).toEqual(['list-3', 'list-4']);
  });

  it('one user\'s come newest first, by state', async () => {
    await service.client.verifyVerification({ params: { id: 'list-4' }, body: {} });
    expect(idsOf((await service.client.listVerifications({ query: { userId: 'lister', status: 'pending' } })).items)).toEqual(['list-3', 'list-2', 'list-1', 'list-0']);
    expect(idsOf((await service.client.listVerifications({ query: { userId: 'lister', status: 'verified' } })).items)).toEqual(['list-4']);
  });
});

it('an import takes the good lines and reports the others', async () => {
  const csv = 'userId,employeeName,email,expiresAt,requestedAt\nada,Grace,grace@example.com,2099-01-01T00:00:00Z,\nada,Alan,alan-at-example.com,2099-01-01T00:00:00Z,\nada,Edsger,e@example.com,2020-01-01T00:00:00Z,2021-01-01T00:00:00Z\nada,Ada,ada@example.com,2999-01-01T00:00:00Z,2998-01-01T00:00:00Z\n';
  expect(await service.client.importVerifications({ csv })).toEqual({
    imported: 1,
    updated: 0,
    existing: 0,
    duplicates: 0,
    rejected: 3,
    refused: { lines: 3, csv: expect.stringContaining('expiresAt must be after requestedAt,ada,Edsger,e@example.com,') },
    format: expect.objectContaining({ delimiter: ',' }),
    problems: [
      { line: 3, column: 'email', reason: expect.stringContaining('e-mail') },
      { line: 4, column: 'expiresAt', reason: 'must be after requestedAt' },
      { line: 5, column: 'requestedAt', reason: 'lies ahead: it can only be something that has happened' },
    ],
  });
});
