import { DuePage, type DueEntry, type Page, type RuleName } from '@carillon/domain';
import { useQuery } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';

/** A question before a run must not read a whole customer base: beyond this many pages "or more" is said. */
const MAX_PAGES = 5;

/** How many a run would reach now, by the server's own decision. `capped`: not all were counted. */
export function useDueCount(rule: RuleName) {
  return useQuery({ queryKey: ['due', 'count', rule], queryFn: ({ signal }) => countDue(rule, signal), gcTime: 0 });
}

async function countDue(rule: RuleName, signal: AbortSignal): Promise<{ due: number; capped: boolean }> {
  let due = 0;
  let cursor: string | null = null;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const read: Page<DueEntry> = await request(DuePage, { url: '/due', params: { rule, verdict: 'due', limit: 200, cursor }, signal });
    due += read.items.length;
    cursor = read.nextCursor;
    if (cursor === null) return { due, capped: false };
  }
  return { due, capped: true };
}
