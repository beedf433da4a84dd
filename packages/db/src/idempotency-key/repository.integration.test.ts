import { randomUUID } from 'node:crypto';
import { createManualClock } from '@carillon/domain';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { connectDatabase, type Database } from '../connection.ts';
import { idempotencyKeyModel } from './model.ts';
import { createIdempotencyKeyRepository, type IdempotencyKeyRepository } from './repository.ts';

const clock = createManualClock(new Date('2026-03-29T00:59:30.000Z'));
let database: Database;
let keys: IdempotencyKeyRepository;

beforeAll(async () => {
  const uri = new URL(inject('mongodbUri'));
  uri.pathname = `/keys-${randomUUID()}`;
  database = await connectDatabase({ uri: uri.href });
  keys = createIdempotencyKeyRepository({ model: idempotencyKeyModel(database.connection, 24), clock });
});

afterAll(async () => {
  await database.connection.dropDatabase();
  await database.close();
});

it('is taken over from a request that crashed, under its id, and not given back by one that was only slow', async () => {
  const request = { caller: 'key_1', key: 'invoice-42', requestHash: 'h' };
  const slow = await keys.begin({ ...request, subjectId: 'ntf_1' });
  if (slow.kind !== 'proceed') throw new Error(`The first request was not let through: ${slow.kind}`);
  expect(slow.subjectId).toBe('ntf_1');
  expect(await keys.begin({ ...request, subjectId: 'ntf_2' })).toEqual({ kind: 'in-progress' });

  clock.advance(5_001);
  expect(await keys.begin({ ...request, subjectId: 'ntf_3' })).toMatchObject({ kind: 'proceed', subjectId: 'ntf_1' });
  await keys.release({ ...request, lockedUntil: slow.lockedUntil });
  expect(await keys.begin({ ...request, subjectId: 'ntf_4' })).toEqual({ kind: 'in-progress' });

  await keys.complete(request);
  expect(await keys.begin({ ...request, subjectId: 'ntf_5' })).toEqual({ kind: 'done', subjectId: 'ntf_1', answer: undefined });
});

it('hands the plan of a request that crashed to who takes it over, and takes none from who has lost it', async () => {
  const request = { caller: 'key_1', key: 'round-2', requestHash: 'h' };
  const slow = await keys.begin({ ...request, subjectId: 'round' });
  if (slow.kind !== 'proceed') throw new Error(`The first request was not let through: ${slow.kind}`);
  expect([slow.plan, await keys.keepPlan({ ...request, lockedUntil: slow.lockedUntil }, { count: 3 })]).toEqual([undefined, true]);
  clock.advance(5_001);
  expect(await keys.begin({ ...request, subjectId: 'other' })).toMatchObject({ kind: 'proceed', subjectId: 'round', plan: { count: 3 } });
  expect(await keys.keepPlan({ ...request, lockedUntil: slow.lockedUntil }, { count: 9 })).toBe(false);
});

it('is left to the next try at once by who does not know how far it came', async () => {
  const request = { caller: 'key_1', key: 'round-3', requestHash: 'h' };
  const first = await keys.begin({ ...request, subjectId: 'round' });
  if (first.kind !== 'proceed') throw new Error(`The first request was not let through: ${first.kind}`);
  await keys.leave({ ...request, lockedUntil: first.lockedUntil });
  expect(await keys.begin({ ...request, subjectId: 'other' })).toMatchObject({ kind: 'proceed', subjectId: 'round' });
});

it('keeps the first answer where it is given one', async () => {
  const request = { caller: 'key_1', key: 'round-1', requestHash: 'h' };
  await keys.begin({ ...request, subjectId: 'round' });
  await keys.complete(request, { count: 3, unknown: 1 });
  expect(await keys.begin({ ...request, subjectId: 'other' })).toEqual({ kind: 'done', subjectId: 'round', answer: { count: 3, unknown: 1 } });
});
