import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { CommunicationLogRepository } from '@carillon/db';
import type { CampaignId, CommunicationLog, CommunicationLogFilter } from '@carillon/domain';
import type { Response } from 'express';
import { csvField } from '../http/csv-field.ts';

const PAGE = 200;
const columns = ['id', 'userId', 'name', 'to', 'status', 'reason', 'provider', 'attemptCount', 'createdAt', 'updatedAt'] as const satisfies readonly (keyof CommunicationLog)[];

/** Streams every recipient of a filter as CSV (RFC 4180), page by page: memory does not grow with the number of rows. */
export async function exportLogs({ communicationLogs }: { communicationLogs: Pick<CommunicationLogRepository, 'list'> }, id: CampaignId, filter: CommunicationLogFilter, response: Response, signal: AbortSignal): Promise<void> {
  response.setHeader('content-disposition', `attachment; filename="${id}.csv"`);
  await pipeline(Readable.from(csvLines(communicationLogs, id, filter)), response, { signal });
}

async function* csvLines(logs: Pick<CommunicationLogRepository, 'list'>, id: CampaignId, filter: CommunicationLogFilter): AsyncGenerator<string> {
  yield `${columns.join(',')}\r\n`;
  let cursor: string | undefined;
  do {
    const page = await logs.list(id, filter, { limit: PAGE, cursor });
    if (page.items.length > 0) yield `${page.items.map((row) => columns.map((column) => csvField(row[column])).join(',')).join('\r\n')}\r\n`;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
