import { DataError } from '../data-error.ts';
import { rememberFormats } from './remember-formats.ts';

const A_DAY = /^\d{4}-\d{2}-\d{2}$/;
const AN_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

const styles: Record<string, Intl.DateTimeFormatOptions> = {
  date: { dateStyle: 'long' },
  time: { timeStyle: 'short' },
  datetime: { dateStyle: 'long', timeStyle: 'short' },
  weekday: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
};

const remembered = rememberFormats<Intl.DateTimeFormat>();

/**
 * `{{ login.at | date_in_zone: 'Europe/Berlin', 'datetime' }}` → `March 29, 2026 at 3:05 AM`. Takes an instant with its offset
 * (RFC 3339), or a calendar day (`2026-03-29`), which is the same day in every zone. Styles: date, time, datetime, weekday; the
 * locale is a BCP 47 tag. Throws {@link DataError} for anything else.
 */
export function dateInZone(value: unknown, timeZone: unknown = 'UTC', style: unknown = 'date', locale: unknown = 'en'): string {
  const isDay = typeof value === 'string' && A_DAY.test(value);
  if (!isDay && !(typeof value === 'string' && AN_INSTANT.test(value))) {
    throw new DataError(`date_in_zone needs a day like 2026-03-29 or an instant like 2026-03-29T01:05:00Z, not ${JSON.stringify(value ?? null).slice(0, 60)}`);
  }
  const instant = new Date(value);
  if (Number.isNaN(instant.getTime())) throw new DataError(`date_in_zone: ${value} is not in the calendar`);
  const options = typeof style === 'string' && Object.hasOwn(styles, style) ? styles[style] : undefined;
  if (options === undefined) throw new DataError(`date_in_zone knows the styles ${Object.keys(styles).join(', ')}, not ${JSON.stringify(style)}`);
  try {
    const zone = isDay ? 'UTC' : String(timeZone);
    return remembered([style, locale, zone].join('|'), () => new Intl.DateTimeFormat(String(locale), { ...options, timeZone: zone })).format(instant);
  } catch {
    throw new DataError(`date_in_zone needs a time zone like Europe/Berlin and a locale like en, not ${JSON.stringify(timeZone)} and ${JSON.stringify(locale)}`);
  }
}
