import { readPages, userCsvColumns, type ListUsers, type User } from '@carillon/domain';
import type { MongoServiceClient } from '@carillon/service-clients';
import type { Response } from 'express';
import { askService } from '../data-services/ask-service.ts';
import type { RequestContext } from '../http/route.ts';
import { streamCsv } from '../http/stream-csv.ts';

const PAGE = 200;

/** Streams the users of a filter as CSV, with the columns that an import knows: what goes out can come in again. */
export async function exportUsers(
  { mongo }: { mongo: Pick<MongoServiceClient, 'listUsers'> },
  filter: Pick<ListUsers, 'status' | 'tag' | 'search'>,
  { requestId, signal }: Pick<RequestContext, 'requestId' | 'signal'>,
  response: Response,
): Promise<void> {
  const readRows = async (cursor: string | undefined) => {
    const { items, nextCursor } = await askService(() => mongo.listUsers({ query: { ...filter, limit: PAGE, cursor } }, { requestId, signal }));
    return { items: items.map(toRow), nextCursor };
  };
  // The first page is read before anything is answered, so that a refusal can still be told as one.
  const first = await readRows(undefined);
  response.setHeader('content-disposition', 'attachment; filename="users.csv"');
  await streamCsv(userCsvColumns, readPages((cursor) => (cursor === undefined ? Promise.resolve(first) : readRows(cursor))), response, signal);
}

export function toRow({ tags, attributes, unsubscribedFrom, ...user }: User) {
  return { ...user, tags: tags.join(' '), attributes: Object.keys(attributes).length === 0 ? '' : JSON.stringify(attributes), unsubscribedFrom: unsubscribedFrom.join(' ') };
}
