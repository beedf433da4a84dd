const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** A bar's time in words: "28 Mar, 14:00 – 15:00", or across midnight with both days. */
export function formatBucket(start: Date, end?: Date): string {
  if (end === undefined) return day.format(start);
  return `${day.format(start)} – ${start.toDateString() === end.toDateString() ? time.format(end) : day.format(end)}`;
}
