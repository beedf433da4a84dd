import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { readPages, userCsvColumns, type ListUsers, type User } from '@carillon/domain';
import type { MongoServiceClient } from '@carillon/service-clients';
import type { Response } from 'express';
import { askService } from '../data-services/ask-service.ts';
import { csvField } from '../http/csv-field.ts';
import type { RequestContext } from '../http/route.ts';

const PAGE = 200;

/** Streams the users of a filter as CSV, page by page, with the columns that an import knows: what goes out can come in again. */
export async function exportUsers(
  { mongo }: { mongo: Pick<MongoServiceClient, 'listUsers'> },
  filter: Pick<ListUsers, 'status' | 'tag' | 'search'>,
  { requestId, signal }: Pick<RequestContext, 'requestId' | 'signal'>,
  response: Response,
): Promise<void> {
  const ask = (cursor: string | undefined) => askService(() => mongo.listUsers({ query: { ...filter, limit: PAGE, cursor } }, { requestId, signal }));
  // The first page is read before anything is answered, so that a refusal can still be told as one.
  const first = await ask(undefined);
  response.setHeader('content-disposition', 'attachment; filename="users.csv"');
  await pipeline(Readable.from(csvLines(readPages((cursor) => (cursor === undefined ? Promise.resolve(first) : ask(cursor))))), response, { signal });
}

async function* csvLines(pages: AsyncIterable<readonly User[]>): AsyncGenerator<string> {
  yield `${userCsvColumns.join(',')}\r\n`;
  for await (const users of pages) if (users.length > 0) yield `${users.map(toLine).join('\r\n')}\r\n`;
}

export function toLine({ tags, attributes, unsubscribedFrom, ...user }: User): string {
  const row = { ...user, tags: tags.join(' '), attributes: Object.keys(attributes).length === 0 ? '' : JSON.stringify(attributes), unsubscribedFrom: unsubscribedFrom.join(' ') };
  return userCsvColumns.map((column) => csvField(row[column])).join(',');
}
