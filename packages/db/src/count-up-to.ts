import type { Connection, QueryFilter } from 'mongoose';

interface Counted {
  db: Connection;
  collection: { collectionName: string };
}

/** How many rows a filter has, at most `most`. Index entries are enough for it where one index has every condition; an aggregation would read each document. */
export async function countUpTo<Document>({ db, collection: { collectionName } }: Counted, query: QueryFilter<Document>, most: number, hint?: string): Promise<number> {
  const { n } = await db.getClient().db(db.name).command({ count: collectionName, query, limit: most, ...(hint === undefined ? {} : { hint }) });
  return Number(n);
}
