import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { connectDatabase, type Database } from './connection.ts';
import { ensureIndexes } from './ensure-indexes.ts';
import { findIndexProblems } from './find-index-problems.ts';
import { registerModels } from './register-models.ts';
import { everyModel } from './testing/every-model.ts';

let database: Database;

beforeAll(async () => {
  const uri = new URL(inject('mongodbUri'));
  uri.pathname = `/indexes-${randomUUID()}`;
  database = await connectDatabase({ uri: uri.href });
  registerModels(database.connection, { notificationDays: 30, contentDays: 30, idempotencyHours: 30, receiptDays: 30, auditDays: 30, loginDays: 30 });
});
afterAll(async () => {
  await database.connection.dropDatabase();
  await database.close();
});

it('no model is left out', async () => {
  const { models } = await everyModel();
  expect(Object.keys(database.connection.models).toSorted()).toEqual(models.map(({ modelName }) => modelName).toSorted());
});

it('an empty database lacks every index', async () => {
  const problems = await findIndexProblems(database.connection);
  const declared = Object.values(database.connection.models).flatMap((model) => model.schema.indexes());
  expect(problems).toHaveLength(declared.length);
  expect(new Set(problems.map(({ kind }) => kind))).toEqual(new Set(['missing']));
});

it('what a start has created is as it is declared', async () => {
  await ensureIndexes(database.connection);
  expect(await findIndexProblems(database.connection)).toEqual([]);
});

it('names an index that was dropped, one that has other options, and one that nobody declared', async () => {
  const users = database.connection.collection('users');
  const [, first] = await users.indexes();
  await users.dropIndex(first?.name ?? '');
  await users.createIndex({ shoeSize: 1 });
  const segments = database.connection.collection('segments');
  const unique = (await segments.indexes()).find((index) => index.unique === true);
  await segments.dropIndex(unique?.name ?? '');
  await segments.createIndex(unique?.key ?? {}, { name: unique?.name ?? '' });

  const problems = await findIndexProblems(database.connection);
  expect(problems).toEqual(
    expect.arrayContaining([
      { collection: 'users', index: Object.entries(first?.key ?? {}).map(([field, direction]) => `${field}: ${direction}`).join(', '), kind: 'missing' },
      { collection: 'users', index: 'shoeSize_1', kind: 'unexpected' },
      { collection: 'segments', index: unique?.name, kind: 'unexpected' },
      { collection: 'segments', index: Object.entries(unique?.key ?? {}).map(([field, direction]) => `${field}: ${direction}`).join(', '), kind: 'missing' },
    ]),
  );
  expect(problems).toHaveLength(4);
});
