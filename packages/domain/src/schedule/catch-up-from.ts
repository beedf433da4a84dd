import type { MissedSlots } from './schema.ts';

/**
 * Behind which instant a scheduler looks for slots it still has to fire. With `skip` those from before its own start are
 * gone; with `run-once` it goes back to the last slot that was fired, or to where slots began to count.
 */
export function catchUpFrom({ missedSlots, lastSlot, countsFrom, startedAt }: { missedSlots: MissedSlots; lastSlot: Date | null; countsFrom: Date; startedAt: Date }): Date {
  const bounds = [countsFrom, ...(lastSlot === null ? [] : [lastSlot]), ...(missedSlots === 'skip' ? [startedAt] : [])];
  return new Date(Math.max(...bounds.map((bound) => bound.getTime())));
}
