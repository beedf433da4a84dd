/** What every page is looked at with, where a test says nothing else. */
export const desk = { viewport: { width: 1440, height: 900 }, locale: 'en-GB', timezoneId: 'Europe/Berlin' };
