import { Readable } from 'node:stream';
import { readPages } from '@carillon/domain';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestService, type TestService } from '../testing/start-test-service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const record = (verificationId: string, number: number, at: string, notificationId?: string) =>
  service.client.recordVerificationAttempt({ body: { verificationId, number, at, ...(notificationId === undefined ? {} : { notificationId }) } });

it('an attempt is noted once for each number, however many ask at the same time', async () => {
  const attempts = await Promise.all(Array.from({ length: 10 }, (_, index) => record('race', 1, '2026-01-01T00:00:00Z', `ntf-${index}`)));
  expect(new Set(attempts.map(({ id }) => id)).size).toBe(1);
  expect((await service.client.listVerificationAttempts({ query: { verificationId: 'race' } })).items).toEqual([attempts[0]]);
});

it('attempts are listed first to last, page by page, for one verification only', async () => {
  await Promise.all([3, 1, 5, 2, 4].map((number) => record('listed', number, `2026-01-0${number}T00:00:00Z`)));
  const pages = readPages((cursor) => service.client.listVerificationAttempts({ query: { verificationId: 'listed', limit: 2, cursor } }));
  expect((await Readable.from(pages).toArray()).flat().map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
  expect((await service.client.listVerificationAttempts({ query: { verificationId: 'nothing' } })).items).toEqual([]);
});

it('a number below one is refused', async () => {
  await expect(record('listed', 0, '2026-01-01T00:00:00Z')).rejects.toMatchObject({ status: 422 });
});
