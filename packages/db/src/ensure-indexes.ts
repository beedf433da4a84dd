import type { Connection, Model, mongo } from 'mongoose';

const INDEX_OPTIONS_CONFLICT = 85;

/**
 * Creates every index that the registered models declare, and rejects when one can not be created: a missing unique index
 * would break a guarantee, so nothing starts without it. A changed retention is applied to the index that is there.
 * All indexes of a collection in one command, and the collections side by side: Mongoose would ask for each of well over a hundred by itself.
 */
export async function ensureIndexes(connection: Connection): Promise<void> {
  await Promise.all(Object.values(connection.models).map(ensureIndexesOf));
}

async function ensureIndexesOf(model: Model<unknown>): Promise<void> {
  try {
    await createIndexes(model);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === INDEX_OPTIONS_CONFLICT)) throw error;
    await applyRetention(model);
    await createIndexes(model);
  }
}

async function createIndexes(model: Model<unknown>): Promise<void> {
  // What a schema may say of an index is what a command takes, but for `background`, which no server knows any more.
  const indexes = model.schema.indexes().map(([key, { background: _background, ...options }]) => ({ ...options, key }) as mongo.IndexDescription);
  await (indexes.length === 0 ? model.createCollection() : model.collection.createIndexes(indexes));
}

async function applyRetention(model: Model<unknown>): Promise<void> {
  for (const [keyPattern, { expireAfterSeconds }] of model.schema.indexes()) {
    if (expireAfterSeconds !== undefined) await model.db.db?.command({ collMod: model.collection.collectionName, index: { keyPattern, expireAfterSeconds } });
  }
}
