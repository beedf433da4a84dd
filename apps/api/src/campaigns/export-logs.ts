import type { CommunicationLogRepository } from '@carillon/db';
import { readPages, type CampaignId, type CommunicationLog, type CommunicationLogFilter } from '@carillon/domain';
import type { Response } from 'express';
import { streamCsv } from '../http/stream-csv.ts';

const PAGE = 200;
const columns = ['id', 'userId', 'name', 'to', 'status', 'reason', 'provider', 'attemptCount', 'createdAt', 'updatedAt'] as const satisfies readonly (keyof CommunicationLog)[];

/** Streams every recipient of a filter as CSV. */
export async function exportLogs({ communicationLogs }: { communicationLogs: Pick<CommunicationLogRepository, 'list'> }, id: CampaignId, filter: CommunicationLogFilter, response: Response, signal: AbortSignal): Promise<void> {
  response.setHeader('content-disposition', `attachment; filename="${id}.csv"`);
  await streamCsv(columns, readPages((cursor) => communicationLogs.list(id, filter, { limit: PAGE, cursor })), response, signal);
}
