import { CommandError } from '../errors.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric', era: 'short' });
    formats.set(zone, format);
    return format;
  } catch {
    throw new CommandError(40485, `unrecognized time zone identifier: "${zone}"`);
  }
}

const fixedOffset = /^([+-])(\d{2}):?(\d{2})?$/;

/** How far a zone's clocks are ahead of UTC at an instant, in milliseconds. Zones by Olson name or as +hh:mm. */
export function offsetAt(instant: number, zone: string): number {
  const fixed = fixedOffset.exec(zone);
  if (fixed) return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3] ?? 0)) * 60_000;
  if (zone === 'UTC' || zone === 'GMT') return 0;
  const parts = Object.fromEntries(formatOf(zone).formatToParts(instant).map(({ type, value }) => [type, value]));
  const year = parts['era'] === 'BC' ? 1 - Number(parts['year']) : Number(parts['year']);
  const local = Date.UTC(year, Number(parts['month']) - 1, Number(parts['day']), Number(parts['hour']), Number(parts['minute']), Number(parts['second']));
  return local - Math.floor(instant / 1000) * 1000;
}

/** The instant at which a zone's clocks show a local time; of two the earlier, and in a gap the one just behind it. */
export function instantOf(local: number, zone: string): number {
  const guess = local - offsetAt(local, zone);
  const candidates = [guess, local - offsetAt(guess, zone), local - offsetAt(guess - 86_400_000, zone)].filter((each) => each + offsetAt(each, zone) === local);
  return candidates.length > 0 ? Math.min(...candidates) : local - offsetAt(guess - 86_400_000, zone);
}
