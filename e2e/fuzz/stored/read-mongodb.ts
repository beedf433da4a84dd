import { createHash } from 'node:crypto';
import type { Database } from '@carillon/db';
import type { Counted, Hashes } from './snapshot.ts';

/** The audit is counted: that somebody was refused is written there. Of receipts the forged ones are, which are kept although they are refused. */
const COUNTED = { audit: { collection: 'auditentries', filter: {} }, forged: { collection: 'receipts', filter: { state: 'forged' } } } as const;
/** What is hashed of a collection, where it is not everything. When a key was last used is noted of refused requests, too. */
const HASHED: Record<string, { filter?: object; projection?: object } | null> = {
  auditentries: null,
  receipts: { filter: { state: { $ne: 'forged' } } },
  apikeys: { projection: { lastUsedAt: 0 } },
};

/** A hash of all documents of each collection, byte for byte, and how many there are of what a refusal may add. */
export async function readMongodb({ connection }: Database): Promise<{ hashes: Hashes; counted: Counted }> {
  const { db } = connection;
  if (db === undefined) throw new Error('the connection is closed');
  const collections = (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name).filter((name) => HASHED[name] !== null);
  const [hashes, audit, forged] = await Promise.all([
    Promise.all(
      collections.map(async (name) => {
        const { filter = {}, projection } = HASHED[name] ?? {};
        const documents = await db.collection(name).find(filter, { raw: true, batchSize: 1_000_000, ...(projection === undefined ? {} : { projection }) }).toArray();
        const hash = createHash('sha256');
        for (const document of documents) hash.update(document as unknown as Buffer);
        return [`collection ${name}`, hash.digest('hex')] as const;
      }),
    ),
    db.collection(COUNTED.audit.collection).countDocuments(COUNTED.audit.filter),
    db.collection(COUNTED.forged.collection).countDocuments(COUNTED.forged.filter),
  ]);
  return { hashes: Object.fromEntries(hashes), counted: { audit, forged } };
}

/** How the audit names what became of a request: none, or the outcomes of its entries. */
export async function readAudit({ connection }: Database, requestIds: readonly string[]): Promise<{ requestId: string; outcome: string }[]> {
  const entries = (await connection.db?.collection(COUNTED.audit.collection).find({ requestId: { $in: [...requestIds] } }).toArray()) ?? [];
  return entries.map(({ requestId, outcome }) => ({ requestId: String(requestId), outcome: String(outcome) }));
}
