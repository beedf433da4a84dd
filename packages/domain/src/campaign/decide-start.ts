import { instantAt, localTime } from '../instant/calendar.ts';
import type { CampaignSchedule, MissedPolicy } from './schema.ts';

/** A scheduler that looks every few seconds is never late by this much unless it was down. */
export const MISSED_AFTER_MS = 5 * 60_000;

export type StartDecision = { kind: 'wait' } | { kind: 'start' } | { kind: 'skip'; reason: string } | { kind: 'ask'; reason: string };

/** The instant that a schedule means. */
export function scheduledInstant({ at, timeZone }: Pick<CampaignSchedule, 'at' | 'timeZone'>): Date {
  const [day = '', time = ''] = at.split('T');
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return instantAt(day, hours * 60 + minutes, timeZone);
}

/** The wall clock's time, `2026-03-29 03:30`, at which it starts when clocks leave the scheduled one out; null: they show it. */
export function shiftedTime(schedule: Pick<CampaignSchedule, 'at' | 'timeZone'>): string | null {
  const shown = localTime(scheduledInstant(schedule), schedule.timeZone);
  return shown === schedule.at.replace('T', ' ') ? null : shown;
}

/** What to do with a scheduled campaign at `now`: its time may be ahead, here, or have passed while nothing ran. */
export function decideStart({ startsAt, missed }: { startsAt: Date; missed: MissedPolicy }, now: Date): StartDecision {
  if (startsAt > now) return { kind: 'wait' };
  if (now.getTime() - startsAt.getTime() <= MISSED_AFTER_MS || missed === 'send') return { kind: 'start' };
  const passed = `Its time, ${startsAt.toISOString()}, passed while nothing ran`;
  return missed === 'skip' ? { kind: 'skip', reason: `${passed}: it was not sent.` } : { kind: 'ask', reason: `${passed}: launch it now, or cancel it.` };
}
