import type { NotificationRepository } from '@carillon/db';
import { readPages, type NotificationFilter, type NotificationSummary } from '@carillon/domain';
import type { Response } from 'express';
import { streamCsv } from '../http/stream-csv.ts';

const PAGE = 200;
export const notificationCsvColumns = ['id', 'createdAt', 'status', 'reason', 'channel', 'to', 'subject', 'category', 'rule', 'template', 'tags', 'attemptCount', 'sentAt', 'userId', 'paymentId'] as const;

/** Streams every row of a filter as CSV. */
export async function exportNotifications({ notifications }: { notifications: Pick<NotificationRepository, 'list'> }, filter: NotificationFilter, response: Response, signal: AbortSignal): Promise<void> {
  const readRows = async (cursor: string | undefined) => {
    const { items, nextCursor } = await notifications.list(filter, { limit: PAGE, cursor });
    return { items: items.map(toRow), nextCursor };
  };
  response.setHeader('content-disposition', 'attachment; filename="notifications.csv"');
  await streamCsv(notificationCsvColumns, readPages(readRows), response, signal);
}

export function toRow({ template, tags, ...notification }: NotificationSummary) {
  return { ...notification, template: template === null ? '' : `${template.name}@${template.version}`, tags: tags.join(' ') };
}
