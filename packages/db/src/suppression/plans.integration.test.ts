import { randomUUID } from 'node:crypto';
import mongoose, { type Connection } from 'mongoose';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { ensureIndexes } from '../ensure-indexes.ts';
import { createPlanReader } from '../testing/plan-reader.ts';
import { suppressionModel } from './model.ts';
import { createSuppressionRepository } from './repository.ts';

const ROWS = 1_000;
let connection: Connection;
let suppressions: ReturnType<typeof createSuppressionRepository>;
let plansOf: ReturnType<typeof createPlanReader>;

beforeAll(async () => {
  const uri = new URL(inject('mongodbUri'));
  uri.pathname = `/plans-${randomUUID()}`;
  connection = await mongoose.createConnection(uri.href, { autoIndex: false, monitorCommands: true }).asPromise();
  suppressions = createSuppressionRepository({ model: suppressionModel(connection), clock: { now: () => new Date('2026-11-21T09:00:00.000Z') } });
  await ensureIndexes(connection);
  await suppressions.suppress(Array.from({ length: ROWS }, (_, row) => ({ address: `user-${row}@example.com`, reason: 'manual', source: 'a test' })));
  plansOf = createPlanReader(connection);
});

afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});

it.each([
  ['on the list, in whatever case', ['User-7@Example.com', 'user-900@example.com', 'user-7@example.com'], ['user-900@example.com', 'user-7@example.com']],
  ['the beginning of others', ['user-7'], []],
])('addresses that are %s are found without reading the others', async (_title, address, found) => {
  const [plan] = await plansOf(async () => {
    expect((await suppressions.list({ address }, { limit: 50 })).items.map((item) => item.address)).toEqual(found);
  });
  expect(plan?.stages).not.toContain('COLLSCAN');
  expect(plan?.examined).toBeLessThanOrEqual(3);
});
