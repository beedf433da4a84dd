const DAY_MS = 86_400_000;

/**
 * An instant so many days and minutes from `now`.
 * @param {Date} now
 * @param {number} days
 * @param {number} [minutes]
 */
export function daysFrom(now, days, minutes = 0) {
  return new Date(now.getTime() + days * DAY_MS + minutes * 60_000).toISOString();
}

/**
 * The calendar day so many days from `now`, in UTC.
 * @param {Date} now
 * @param {number} days
 */
export function dayFrom(now, days) {
  return daysFrom(now, days).slice(0, 10);
}
