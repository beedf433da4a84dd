import { NotificationId } from '@carillon/domain';
import { describe, expect, it } from 'vitest';
import { makeLogRow } from './log-rows.ts';

const end = new Date('2026-11-28T04:00:00Z');
const rows = (count: number) => Array.from({ length: count }, (_, row) => makeLogRow(row, count, end));
const share = (count: number, status: string) => rows(count).filter((row) => row.status === status).length / count;

describe('made logs', () => {
  it('are the same each time', () => {
    expect(makeLogRow(7, 100, end)).toEqual(makeLogRow(7, 100, end));
  });

  it('come evenly over thirty days, the oldest first', () => {
    expect([0, 50, 99].map((row) => makeLogRow(row, 100, end).createdAt.toISOString())).toEqual(['2026-10-29T04:00:00.000Z', '2026-11-13T04:00:00.000Z', '2026-11-27T20:48:00.000Z']);
  });

  it.each(['sent', 'delivered', 'failed'])('are as often %s among many as among few', (status) => {
    expect(share(10_000, status)).toBeCloseTo(share(2_000, status), 1);
  });

  it('have ids that the API takes, each once', () => {
    const ids = rows(1_000).map(({ _id }) => NotificationId.parse(_id));
    expect(new Set(ids).size).toBe(1_000);
  });
});
