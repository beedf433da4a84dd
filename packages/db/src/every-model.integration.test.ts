import { randomUUID } from 'node:crypto';
import type { IndexDefinition, IndexOptions, Model } from 'mongoose';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ensureIndexes } from './ensure-indexes.ts';
import { everyModel } from './testing/every-model.ts';
import { sampleDocument } from './testing/sample-document.ts';

const { connection, models } = await everyModel();
const written = 6;
const samplesOf = (model: Model<unknown>): Record<string, unknown>[] => Array.from({ length: written }, (_, n) => sampleDocument(model.schema, n));
const indexesOf = (model: Model<unknown>): [IndexDefinition, IndexOptions][] => model.schema.indexes();

beforeAll(async () => {
  const uri = new URL(inject('mongodbUri'));
  uri.pathname = `/models-${randomUUID()}`;
  await connection.openUri(uri.href);
  await ensureIndexes(connection);
  await Promise.all(models.map((model) => model.collection.insertMany(samplesOf(model))));
});
afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});

const collections = models.map((model): [string, Model<unknown>] => [model.collection.collectionName, model]);
const indexes = collections.flatMap(([name, model]) => indexesOf(model).map(([key, options]): [string, string, Model<unknown>, IndexDefinition, IndexOptions] => [name, options.name ?? Object.keys(key).join(), model, key, options]));
const unique = indexes.filter(([, , , , { unique: isUnique }]) => isUnique === true);
const expiring = indexes.filter(([, , , , { expireAfterSeconds }]) => expireAfterSeconds !== undefined);

interface Stage {
  readonly stage: string;
  readonly inputStage?: Stage;
}
const stagesOf = ({ stage, inputStage }: Stage): string[] => [stage, ...(inputStage ? stagesOf(inputStage) : [])];

const isList = (model: Model<unknown>, path: string): boolean => model.schema.path(path)?.instance === 'Array';

/** What a page is read by: a value of every list in the index, what a partial index is for, and the order of the other fields. */
function pageOf(model: Model<unknown>, key: IndexDefinition, { partialFilterExpression = {} }: IndexOptions) {
  const paths = Object.entries(key).map(([path, direction]): [string, 1 | -1] => [path, direction === -1 ? -1 : 1]);
  const inLists = Object.fromEntries(paths.filter(([path]) => isList(model, path)).map(([path]) => [path, `${path} 2`]));
  return { hint: Object.fromEntries(paths), filter: { ...partialFilterExpression, ...inLists }, sort: Object.fromEntries(paths.filter(([path]) => !isList(model, path))) };
}

async function listed(model: Model<unknown>, key: IndexDefinition, options: IndexOptions) {
  const { hint, filter, sort } = pageOf(model, key, options);
  const { queryPlanner } = await model.collection.find(filter).sort(sort).hint(hint).explain();
  return { documents: await model.collection.find(filter).sort(sort).hint(hint).toArray(), stages: stagesOf(queryPlanner.winningPlan) };
}

/** The same by a scan of the whole collection and a sort of its own. */
function scanned(model: Model<unknown>, key: IndexDefinition, options: IndexOptions) {
  const { filter, sort } = pageOf(model, key, options);
  return model.collection.find(filter).sort(sort).hint({ $natural: 1 }).toArray();
}

/** A document that shares with a stored one the fields of an index and nothing else. */
function rivalOf(model: Model<unknown>, key: IndexDefinition): Record<string, unknown> {
  const stored = sampleDocument(model.schema, 3);
  return { ...sampleDocument(model.schema, 50), ...Object.fromEntries(Object.keys(key).map((path) => [path, stored[path]])) };
}

describe.each(collections)('%s', (_name, model) => {
  it('gives back every field as it was written', async () => {
    expect(await model.collection.find().sort({ $natural: 1 }).toArray()).toEqual(expect.arrayContaining(samplesOf(model)));
  });

  it('takes an _id once', async () => {
    const [again] = samplesOf(model);
    await expect(model.collection.insertOne(again ?? {})).rejects.toMatchObject({ code: 11_000, keyPattern: { _id: 1 } });
  });

  it('is changed by one of two who compare and set', async () => {
    const { _id, ...fields } = sampleDocument(model.schema, 2);
    const [[field, value] = ['', undefined]] = Object.entries(fields);
    const compareAndSet = () => model.collection.updateOne({ _id, [field]: value } as object, { $set: { [field]: 'taken' } });
    const counts = await Promise.all([compareAndSet(), compareAndSet()]);
    await model.collection.updateOne({ _id } as object, { $set: { [field]: value } });
    expect(counts.filter(({ modifiedCount }) => modifiedCount === 1)).toHaveLength(1);
  });
});

describe.each(indexes)('the index of %s: %s', (_name, _index, model, key, options) => {
  it('is there as it was declared', async () => {
    const { background: _background, ...declared } = options;
    expect(await model.collection.indexes()).toContainEqual(expect.objectContaining({ ...declared, key }));
  });

  it('lists what it holds in its order, without sorting', async () => {
    const { documents, stages } = await listed(model, key, options);
    expect(documents).toEqual(await scanned(model, key, options));
    expect(documents).not.toHaveLength(0);
    expect(stages).toContain('IXSCAN');
    expect(stages).not.toContain('SORT');
  });
});

it.each(unique)('%s refuses a second document for the unique index %s', async (_name, _index, model, key) => {
  await expect(model.collection.insertOne(rivalOf(model, key))).rejects.toMatchObject({ code: 11_000, keyPattern: key });
});

it.each(expiring)('%s forgets by the index %s', async (_name, _index, model, key, { expireAfterSeconds }) => {
  expect(await model.collection.indexes()).toContainEqual(expect.objectContaining({ key, expireAfterSeconds }));
});
