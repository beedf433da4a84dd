import { matchesFilter, type NotificationFilter, type NotificationSummary, type Page } from '@carillon/domain';

export interface LogPages {
  pages: Page<NotificationSummary>[];
  pageParams: unknown[];
}

/** Beyond this, rows that wait are counted but no longer kept: showing them reads the first page anew instead. */
export const MAX_WAITING = 500;

/** Newest first; ids are ULIDs, so they break ties within a millisecond in the order of creation. */
export function newestFirst(one: NotificationSummary, other: NotificationSummary): number {
  return other.createdAt.localeCompare(one.createdAt) || other.id.localeCompare(one.id);
}

/** The newer of two versions of a row: news may overtake each other on the way. */
function newer(one: NotificationSummary, other: NotificationSummary): NotificationSummary {
  return other.updatedAt >= one.updatedAt ? other : one;
}

/** Takes news into the rows that are in a log: they are updated in place and never move. Pages without a change keep their identity. */
export function updateRows(log: LogPages, news: readonly NotificationSummary[]): LogPages {
  return update(log, latestOf(news));
}

function latestOf(news: readonly NotificationSummary[]): ReadonlyMap<string, NotificationSummary> {
  const latest = new Map<string, NotificationSummary>();
  for (const row of news) latest.set(row.id, newer(latest.get(row.id) ?? row, row));
  return latest;
}

function update(log: LogPages, latest: ReadonlyMap<string, NotificationSummary>): LogPages {
  const pages = log.pages.map((page) => {
    const items = page.items.map((row) => newer(row, latest.get(row.id) ?? row));
    return items.some((row, index) => row !== page.items[index]) ? { ...page, items } : page;
  });
  return pages.some((page, index) => page !== log.pages[index]) ? { ...log, pages } : log;
}

/**
 * Takes news into a log that is on screen, as `updateRows` does; matching rows that are not in it
 * are returned as `arrived`. Rows older than the loaded part are left to paging.
 */
export function mergeRows(log: LogPages, news: readonly NotificationSummary[], filter: NotificationFilter): { log: LogPages; arrived: NotificationSummary[] } {
  const latest = latestOf(news);
  const known = new Set(log.pages.flatMap((page) => page.items.map((row) => row.id)));
  const last = log.pages.at(-1);
  const oldest = last === undefined || last.nextCursor === null ? undefined : last.items.at(-1);
  const arrived = [...latest.values()].filter((row) => !known.has(row.id) && matchesFilter(row, filter) && (oldest === undefined || newestFirst(row, oldest) < 0));
  return { log: update(log, latest), arrived };
}

/** The rows of a log that a new reading of all of it does not have any more go, unless they have changed since it began, when the log was `before`. */
export function dropMissing(log: LogPages, before: LogPages, read: readonly NotificationSummary[]): LogPages {
  const found = new Set(read.map((row) => row.id));
  const missing = new Set(before.pages.flatMap((page) => page.items.filter((row) => !found.has(row.id))));
  if (missing.size === 0) return log;
  return { ...log, pages: log.pages.map((page) => ({ ...page, items: page.items.filter((row) => !missing.has(row)) })) };
}

/** Puts rows that waited on top of the log. */
export function prependRows(log: LogPages, rows: readonly NotificationSummary[]): LogPages {
  const [first, ...rest] = log.pages;
  if (first === undefined) return log;
  const known = new Set(log.pages.flatMap((page) => page.items.map((row) => row.id)));
  const items = [...rows.filter((row) => !known.has(row.id)), ...first.items].sort(newestFirst);
  return { ...log, pages: [{ ...first, items }, ...rest] };
}

/** Adds rows to those that wait; the newest version of each, and those that no longer match are dropped. */
export function addWaiting(
  waiting: ReadonlyMap<string, NotificationSummary>,
  news: readonly NotificationSummary[],
  arrived: readonly NotificationSummary[],
  filter: NotificationFilter,
): ReadonlyMap<string, NotificationSummary> {
  const next = new Map(waiting);
  for (const row of news) {
    const held = next.get(row.id);
    if (held === undefined) continue;
    if (matchesFilter(row, filter)) next.set(row.id, newer(held, row));
    else next.delete(row.id);
  }
  for (const row of arrived) next.set(row.id, newer(next.get(row.id) ?? row, row));
  return next;
}
