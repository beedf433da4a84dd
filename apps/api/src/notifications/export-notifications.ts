import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { NotificationRepository } from '@carillon/db';
import type { NotificationFilter, NotificationSummary } from '@carillon/domain';
import type { Response } from 'express';
import { csvField } from '../http/csv-field.ts';

const PAGE = 200;
const columns = ['id', 'createdAt', 'status', 'reason', 'channel', 'to', 'subject', 'category', 'rule', 'template', 'tags', 'attemptCount', 'sentAt'] as const;

/** Streams every row of a filter as CSV (RFC 4180), page by page: memory does not grow with the number of rows. */
export async function exportNotifications({ notifications }: { notifications: Pick<NotificationRepository, 'list'> }, filter: NotificationFilter, response: Response, signal: AbortSignal): Promise<void> {
  response.setHeader('content-disposition', 'attachment; filename="notifications.csv"');
  await pipeline(Readable.from(csvLines(notifications, filter)), response, { signal });
}

async function* csvLines(notifications: Pick<NotificationRepository, 'list'>, filter: NotificationFilter): AsyncGenerator<string> {
  yield `${columns.join(',')}\r\n`;
  let cursor: string | undefined;
  do {
    const page = await notifications.list(filter, { limit: PAGE, cursor });
    if (page.items.length > 0) yield `${page.items.map(toLine).join('\r\n')}\r\n`;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

function toLine(notification: NotificationSummary): string {
  const { template, tags, ...rest } = notification;
  const row = { ...rest, template: template === null ? '' : `${template.name}@${template.version}`, tags: tags.join(' ') };
  return columns.map((column) => csvField(row[column])).join(',');
}
