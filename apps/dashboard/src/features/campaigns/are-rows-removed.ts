/** No retention is shorter. */
const SHORTEST_RETENTION_MS = 86_400_000;

/** Whether rows that were counted are no longer kept: they are none, though some were counted, of a campaign that may be that old. Soon after a launch they may only be late. */
export function areRowsRemoved({ shown, counted, startedAt }: { shown: number; counted: number; startedAt: string | null }, now: Date): boolean {
  return shown === 0 && counted > 0 && startedAt !== null && now.getTime() - new Date(startedAt).getTime() >= SHORTEST_RETENTION_MS;
}
