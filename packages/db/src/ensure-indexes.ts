import type { Connection } from 'mongoose';

/**
 * Creates every index that the registered models declare, and rejects when one can not be created: a missing unique index
 * would break a guarantee, so nothing starts without it. Indexes that are no longer declared stay until `npm run doctor`.
 */
export async function ensureIndexes(connection: Connection): Promise<void> {
  for (const model of Object.values(connection.models)) {
    await model.createCollection();
    await model.createIndexes();
  }
}
