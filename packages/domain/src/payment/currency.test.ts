import { expect, it } from 'vitest';
import { Currency, formatAmount } from './currency.ts';

it.each([
  [123450, 'EUR', 'de-DE', '1.234,50\u00a0€'],
  [5, 'USD', 'en-US', '$0.05'],
  [1250, 'JPY', 'en-US', '¥1,250'],
  [1250, 'KWD', 'en-US', 'KWD\u00a01.250'],
  [Number.MAX_SAFE_INTEGER, 'EUR', 'en-US', '€90,071,992,547,409.91'],
])('%d minor units of %s are shown in %s as %s', (amountMinor, currency, locale, expected) => {
  expect(formatAmount({ amountMinor, currency }, locale)).toBe(expected);
});

it.each(['eur', 'EURO', 'XYQ', ''])('"%s" is no currency', (code) => {
  expect(Currency.safeParse(code).success).toBe(false);
});
