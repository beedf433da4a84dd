import { localDay } from '@carillon/domain';

const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });

/** "5 min. ago", "in 2 hr."; within five seconds it is "just now", and beyond 30 days the plain date, as everywhere that of the own zone. */
export function formatRelative(instant: Date, now: Date, timeZone = ownZone): string {
  const difference = instant.getTime() - now.getTime();
  const distance = Math.abs(difference);
  if (distance < 5_000) return 'just now';
  if (distance >= 30 * 86_400_000) return localDay(instant, timeZone);
  const [unit, length] = units.find(([, milliseconds]) => distance >= milliseconds) ?? ['second', 1_000];
  return relative.format(Math.trunc(difference / length), unit);
}

const local = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
/** The IANA name of the zone that times are shown in, where nothing else is said: that of this browser. */
export const ownZone = local.resolvedOptions().timeZone;

/** Local time with its zone, to the second. */
export function formatLocal(instant: Date): string {
  return `${local.format(instant)} (${ownZone})`;
}

/** UTC to the second, as in logs: 2026-03-29 01:59:07 UTC. */
export function formatUtc(instant: Date): string {
  return `${instant.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
/** Local time of day with its zone, to the second. */
export function formatClock(instant: Date): string {
  return `${clock.format(instant)} (${ownZone})`;
}

/** "420 ms", "1.4 s", "3 min 5 s", "2 h 10 min", "3 d 4 h": how long something took or waited. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 10_000) return `${(milliseconds / 1_000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  const days = Math.floor(hours / 24);
  return hours % 24 === 0 ? `${days} d` : `${days} d ${hours % 24} h`;
}
