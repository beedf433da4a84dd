/** "22 Nov 2026, 09:00" by the clock of an IANA time zone; null where nothing knows the zone. */
export function formatInZone(instant: Date, timeZone: string): string | null {
  try {
    return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(instant);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
