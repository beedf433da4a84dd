import type { Connection, Model } from 'mongoose';

const INDEX_OPTIONS_CONFLICT = 85;

/**
 * Creates every index that the registered models declare, and rejects when one can not be created: a missing unique index
 * would break a guarantee, so nothing starts without it. A changed retention is applied to the index that is there.
 * The collections side by side: one after the other, every start would wait for a hundred answers in turn.
 */
export async function ensureIndexes(connection: Connection): Promise<void> {
  await Promise.all(Object.values(connection.models).map(ensureIndexesOf));
}

async function ensureIndexesOf(model: Model<unknown>): Promise<void> {
  await model.createCollection();
  try {
    await model.createIndexes();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === INDEX_OPTIONS_CONFLICT)) throw error;
    await applyRetention(model);
    await model.createIndexes();
  }
}

async function applyRetention(model: Model<unknown>): Promise<void> {
  for (const [keyPattern, { expireAfterSeconds }] of model.schema.indexes()) {
    if (expireAfterSeconds !== undefined) await model.db.db?.command({ collMod: model.collection.collectionName, index: { keyPattern, expireAfterSeconds } });
  }
}
