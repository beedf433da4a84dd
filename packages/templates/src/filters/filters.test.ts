import { expect, it } from 'vitest';
import { DataError } from '../data-error.ts';
import { dateInZone } from './date-in-zone.ts';
import { money } from './money.ts';
import { webUrl } from './web-url.ts';

/** ICU versions differ in which white space they put between number and unit. */
const plainSpaces = (text: string) => text.replace(/\s/g, ' ');

it.each([
  [125_000, 'EUR', 'en', '€1,250.00'],
  [125_000, 'EUR', 'de-DE', '1.250,00 €'],
  [4_990, 'USD', 'en', '$49.90'],
  [125_000, 'JPY', 'en', '¥125,000'],
  [1_234_567, 'KWD', 'en', 'KWD 1,234.567'],
  [-500, 'EUR', 'en', '-€5.00'],
  [0, 'EUR', 'en', '€0.00'],
  [1_999_999_999_999, 'INR', 'en-IN', '₹19,99,99,99,999.99'],
])('money: %d %s in %s is %s', (amount, currency, locale, expected) => {
  expect(plainSpaces(money(amount, currency, locale))).toBe(expected);
});

it.each([
  ['half a cent', 1.5, 'EUR', 'en'],
  ['a text', '125000', 'EUR', 'en'],
  ['more than can be counted', 2 ** 53, 'EUR', 'en'],
  ['no amount', null, 'EUR', 'en'],
  ['no currency', 100, undefined, 'en'],
  ['not a currency', 100, 'EURO', 'en'],
  ['not a locale', 100, 'EUR', 'x'],
])('money refuses %s', (_what, amount, currency, locale) => {
  expect(() => money(amount, currency, locale)).toThrow(DataError);
});

it.each([
  ['2026-03-29T00:59:59Z', 'Europe/Berlin', 'datetime', 'en', 'March 29, 2026 at 1:59 AM'],
  ['2026-03-29T01:00:00Z', 'Europe/Berlin', 'datetime', 'en', 'March 29, 2026 at 3:00 AM'],
  ['2026-03-28T23:30:00Z', 'Europe/Berlin', 'date', 'en', 'March 29, 2026'],
  ['2026-03-28T23:30:00Z', 'America/New_York', 'date', 'en', 'March 28, 2026'],
  ['2026-03-29T01:30:00+02:00', 'UTC', 'time', 'en', '11:30 PM'],
  ['2026-04-03', 'Pacific/Auckland', 'weekday', 'en', 'Friday, April 3, 2026'],
  ['2026-04-03', 'America/Los_Angeles', 'weekday', 'de-DE', 'Freitag, 3. April 2026'],
])('date_in_zone: %s in %s as %s in %s is %s', (value, zone, style, locale, expected) => {
  expect(plainSpaces(dateInZone(value, zone, style, locale))).toBe(expected);
});

it.each([
  ['a word', 'tomorrow', 'UTC', 'date'],
  ['an instant without its offset', '2026-03-29T01:00:00', 'UTC', 'date'],
  ['a day that is not in the calendar', '2026-13-45', 'UTC', 'date'],
  ['a number', 1_774_746_000, 'UTC', 'date'],
  ['nothing', undefined, 'UTC', 'date'],
  ['an unknown zone', '2026-03-29T01:00:00Z', 'Europe/Atlantis', 'date'],
  ['an unknown style', '2026-03-29', 'UTC', 'constructor'],
])('date_in_zone refuses %s', (_what, value, zone, style) => {
  expect(() => dateInZone(value, zone, style)).toThrow(DataError);
});

it.each([
  ['https://pay.example.com/a?b=1&c=2', 'https://pay.example.com/a?b=1&c=2'],
  ['http://127.0.0.1:4000/', 'http://127.0.0.1:4000/'],
  ['mailto:help@example.com', 'mailto:help@example.com'],
  ['https://example.com/ä "x"', 'https://example.com/%C3%A4%20%22x%22'],
])('web_url lets %s through', (url, expected) => {
  expect(webUrl(url)).toBe(expected);
});

it.each([['javascript:alert(1)'], [' javascript:alert(1)'], ['java\nscript:alert(1)'], ['data:text/html,x'], ['file:///etc/passwd'], ['//example.com'], ['/relative'], [''], [7], [null]])('web_url refuses %j', (url) => {
  expect(() => webUrl(url)).toThrow(DataError);
});
