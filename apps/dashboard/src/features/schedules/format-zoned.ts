/** "2026-03-29T09:00:00+02:00" → "2026-03-29 09:00 UTC+02:00": the clock on the wall of the zone, with what it is ahead by. */
export function formatZoned(local: string): string {
  const offset = /([+-]\d\d:\d\d)$/.exec(local)?.[1] ?? '+00:00';
  return `${local.slice(0, 10)} ${local.slice(11, 16)} UTC${offset === '+00:00' ? '' : offset}`;
}
