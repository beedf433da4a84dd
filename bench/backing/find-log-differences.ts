import { isSettled, type NotificationStatus, type StatusCounts } from '@carillon/domain';

export interface LogRow {
  userId: string;
  status: NotificationStatus;
}

/** What is wrong with a campaign's log, in words; nothing when each of `expected` stands there once, is final, and is counted the same everywhere. */
export function findLogDifferences(expected: ReadonlySet<string>, rows: readonly LogRow[], told: Readonly<Record<string, StatusCounts>>): string[] {
  const seen = new Set<string>();
  const twice: string[] = [];
  const counts: StatusCounts = {};
  for (const { userId, status } of rows) {
    if (seen.has(userId)) twice.push(userId);
    seen.add(userId);
    counts[status] = (counts[status] ?? 0) + 1;
  }
  return [
    ...list('stand there more than once', twice),
    ...list('are missing', [...expected].filter((userId) => !seen.has(userId))),
    ...list('were never meant', [...seen].filter((userId) => !expected.has(userId))),
    ...list('are not final', rows.filter(({ status }) => !isSettled(status)).map(({ userId, status }) => `${userId} (${status})`)),
    ...Object.entries(told).flatMap(([source, other]) => (inOrder(other) === inOrder(counts) ? [] : [`${source} says ${inOrder(other)}, and the rows are ${inOrder(counts)}`])),
  ];
}

function list(what: string, who: readonly string[]): string[] {
  return who.length === 0 ? [] : [`${who.length} ${what}: ${who.slice(0, 5).join(', ')}`];
}

function inOrder(counts: StatusCounts): string {
  return JSON.stringify(Object.entries(counts).filter(([, count]) => count > 0).toSorted(([one], [other]) => one.localeCompare(other)));
}
