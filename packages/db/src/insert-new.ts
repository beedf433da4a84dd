import { groupCalls } from '@carillon/domain';
import type { Collection } from 'mongoose';
import { isDuplicateKey } from './connection.ts';
import { refusedBy } from './refused-by.ts';

/** How many documents go together at most: what they weigh together stays far below the 48 MB that a message may have. */
const MOST_TOGETHER = 100;

type Insertion = { written: true } | { written: false; error: Error };

/**
 * Inserts documents whose `_id` decides whether they are new; false: there was one. Those that are wanted at the same time
 * are written together, and one that is refused does not keep the others out. Documents go to the server as they are:
 * whoever calls has made every field.
 */
export function createInserter<Document extends { _id: string }>({ collection }: { collection: Collection }): (document: Document) => Promise<boolean> {
  const insert = groupCalls<Document, Insertion>({ most: MOST_TOGETHER, run: (documents) => insertAll(collection, documents) });
  return async (document) => {
    const insertion = await insert(document);
    if (insertion.written) return true;
    if (isDuplicateKey(insertion.error)) return false;
    throw insertion.error;
  };
}

/** The same for documents that come together: answers the positions of those that were there, by a unique index. */
export async function insertNew<Document extends { _id: string }>({ collection }: { collection: Collection }, documents: readonly Document[]): Promise<ReadonlySet<number>> {
  if (documents.length === 0) return new Set();
  const known = new Set<number>();
  for (const [index, insertion] of (await insertAll(collection, documents)).entries()) {
    if (insertion.written) continue;
    if (!isDuplicateKey(insertion.error)) throw insertion.error;
    known.add(index);
  }
  return known;
}

async function insertAll<Document extends { _id: string }>(collection: Collection, documents: readonly Document[]): Promise<Insertion[]> {
  const plain: Record<string, unknown>[] = documents.map((document) => ({ ...document }));
  const refused = await refusedBy(collection.insertMany(plain, { ordered: false }));
  return documents.map((_document, index) => {
    const error = refused.get(index);
    return error === undefined ? { written: true } : { written: false, error };
  });
}
