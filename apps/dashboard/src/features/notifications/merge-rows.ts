import { matchesFilter, type NotificationFilter, type NotificationSummary, type Page } from '@carillon/domain';

export interface LogPages {
  pages: Page<NotificationSummary>[];
  pageParams: unknown[];
}

/** Beyond this, rows that wait are counted but no longer kept: showing them reads the first page anew instead. */
export const MAX_WAITING = 500;

/** Newest first; ids are ULIDs, so they break ties within a millisecond in the order of creation. */
function newestFirst(one: NotificationSummary, other: NotificationSummary): number {
  return other.createdAt.localeCompare(one.createdAt) || other.id.localeCompare(one.id);
}

/** The newer of two versions of a row: news may overtake each other on the way. */
function newer(one: NotificationSummary, other: NotificationSummary): NotificationSummary {
  return other.updatedAt >= one.updatedAt ? other : one;
}

/**
 * Takes news into a log that is on screen: rows that are there are updated in place and never move; matching ones that are not
 * are returned as `arrived`. Rows older than the loaded part are left to paging. Pages without a change keep their identity.
 */
export function mergeRows(log: LogPages, news: readonly NotificationSummary[], filter: NotificationFilter): { log: LogPages; arrived: NotificationSummary[] } {
  const latest = new Map<string, NotificationSummary>();
  for (const row of news) latest.set(row.id, newer(latest.get(row.id) ?? row, row));
  const known = new Set<string>();
  const pages = log.pages.map((page) => {
    let changed = false;
    const items = page.items.map((row) => {
      const update = latest.get(row.id);
      known.add(row.id);
      if (update === undefined || newer(row, update) === row) return row;
      changed = true;
      return update;
    });
    return changed ? { ...page, items } : page;
  });
  const last = log.pages.at(-1);
  const oldest = last === undefined || last.nextCursor === null ? undefined : last.items.at(-1);
  const arrived = [...latest.values()].filter((row) => !known.has(row.id) && matchesFilter(row, filter) && (oldest === undefined || newestFirst(row, oldest) < 0));
  return { log: pages.some((page, index) => page !== log.pages[index]) ? { ...log, pages } : log, arrived };
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
