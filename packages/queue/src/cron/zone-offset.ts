const formats = new Map<string, Intl.DateTimeFormat>();

/** Throws a RangeError for a zone that is not known. */
function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  formats.set(timeZone, format);
  return format;
}

/** Minutes that a zone's clocks are ahead of UTC at an instant. Throws a RangeError for an unknown zone. */
export function zoneOffset(instant: Date, timeZone: string): number {
  const name = formatFor(timeZone).formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign = '+', hours = '0', minutes = '0'] = /^GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** An instant as RFC 3339 with the offset of a zone, e.g. 2026-03-29T03:30:00+02:00. */
export function toLocalTime(instant: Date, timeZone: string): string {
  const offset = zoneOffset(instant, timeZone);
  const wall = new Date(instant.getTime() + offset * 60_000).toISOString().slice(0, 19);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${wall}${offset < 0 ? '-' : '+'}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
}
