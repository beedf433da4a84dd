import { CampaignWithStats, CampaignStats, CommunicationLogPage, RowCount, NotificationStatus, type CommunicationLog, type Page, type StatusCounts } from '@carillon/domain';
import type { Product } from '../../e2e/guarantees/start-product.ts';
import { findLogDifferences, type LogRow } from './find-log-differences.ts';

const PAGE = 200;

/** How long the pages of a log took: the first, and the slowest of the last ten. */
export interface LogPace {
  rows: number;
  firstPageMs: number;
  lastPagesMs: number;
}

/**
 * Reads a campaign's whole log twice, by its pages and as CSV, and holds it against whom it was for and against every count
 * the product tells of it. Throws with what differs.
 */
export async function compareWholeLog({ call }: Pick<Product, 'call'>, id: string, expected: ReadonlySet<string>): Promise<LogPace> {
  const path = `/api/v1/campaigns/${id}`;
  const get = async (address: string) => {
    const answer = await call('GET', address);
    if (answer.status !== 200) throw new Error(`GET ${address} was answered with ${answer.status}`);
    return answer.body;
  };
  const rows: LogRow[] = [];
  const took: number[] = [];
  let cursor: string | null = null;
  do {
    const startedAt = performance.now();
    const page: Page<CommunicationLog> = CommunicationLogPage.parse(await get(`${path}/logs?limit=${PAGE}${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`));
    took.push(performance.now() - startedAt);
    rows.push(...page.items.map(({ userId, status }) => ({ userId, status })));
    cursor = page.nextCursor;
  } while (cursor !== null);

  const counted: StatusCounts = {};
  for (const status of NotificationStatus.options) counted[status] = RowCount.parse(await get(`${path}/logs/count?status=${status}`)).total;
  const told = {
    'the campaign': CampaignWithStats.parse(await get(path)).stats.counts,
    'its statistics': CampaignStats.parse(await get(`${path}/stats`)).counts,
    'the count of each state': counted,
  };
  const inPages = findLogDifferences(expected, rows, told).map((difference) => `In the pages ${difference}`);
  const inCsv = findLogDifferences(expected, readCsv(String(await get(`${path}/logs/export.csv`))), told).map((difference) => `In the CSV ${difference}`);
  if (inPages.length + inCsv.length > 0) throw new Error([`The log of ${id} is not what it should be`, ...inPages, ...inCsv].join('\n'));
  return { rows: rows.length, firstPageMs: took[0] ?? 0, lastPagesMs: Math.max(...took.slice(-10)) };
}

/** Users and states of an export. Names and reasons of a benchmark hold neither quotes nor commas. */
function readCsv(text: string): LogRow[] {
  const [header = '', ...lines] = text.trimEnd().split('\r\n');
  const columns = header.split(',');
  const [userId, status] = [columns.indexOf('userId'), columns.indexOf('status')];
  return lines.map((line) => {
    const fields = line.split(',');
    return { userId: fields[userId] ?? '', status: NotificationStatus.parse(fields[status]) };
  });
}
