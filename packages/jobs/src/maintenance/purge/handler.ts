import type { NotificationContentRepository, NotificationRepository, RunRepository } from '@carillon/db';
import { MaintenanceName, type Clock, type Page } from '@carillon/domain';
import type { Maintained } from '../run-maintenance.ts';

const PAGE = 200;
const HOUR_MS = 3_600_000;
/** Whoever saves a content writes its log right afterwards, or tries again for half an hour. */
const ORPHAN_AFTER_MS = 24 * HOUR_MS;
/** Older ones were looked at by earlier runs, of which a few may have been missed; what escapes them all expires by its age. */
const ORPHAN_LOOK_BACK_MS = 30 * HOUR_MS;
/** For so long runs of maintenance that had nothing to do are shown one by one. */
const IDLE_RUNS_SHOWN_MS = HOUR_MS;

export interface PurgeDeps {
  contents: Pick<NotificationContentRepository, 'listIds' | 'remove'>;
  notifications: Pick<NotificationRepository, 'findKnown'>;
  runs: Pick<RunRepository, 'foldIdle'>;
  clock: Clock;
}

/**
 * Retention by age is the TTL indexes' (`retention` in each collection). What they can not tell goes here: contents whose
 * notification was never logged. Runs of maintenance that had nothing to do, thousands a day, are kept as a count.
 */
export async function purge({ contents, notifications, runs, clock }: PurgeDeps): Promise<Maintained> {
  const now = clock.now().getTime();
  for (const schedule of MaintenanceName.options) await runs.foldIdle(schedule, new Date(now - IDLE_RUNS_SHOWN_MS));
  let removed = 0;
  const span = { from: new Date(now - ORPHAN_LOOK_BACK_MS), to: new Date(now - ORPHAN_AFTER_MS), limit: PAGE };
  let cursor: string | undefined;
  do {
    const page: Page<string> = await contents.listIds({ ...span, cursor });
    const known = await notifications.findKnown(page.items);
    removed += await contents.remove(page.items.filter((id) => !known.has(id)));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return { found: removed, enqueued: 0 };
}
