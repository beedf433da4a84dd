import { DataError } from '../data-error.ts';
import { rememberFormats } from './remember-formats.ts';

const remembered = rememberFormats<Intl.NumberFormat>();

/**
 * `{{ payment.amount | money: payment.currency }}` → `€1,250.00`. The amount is a whole number of minor units (cents; yen have
 * none), the currency an ISO 4217 code, the locale a BCP 47 tag (default `en`). Throws {@link DataError} for anything else.
 */
export function money(amount: unknown, currency: unknown, locale: unknown = 'en'): string {
  if (typeof amount !== 'number' || !Number.isSafeInteger(amount)) {
    throw new DataError(`money needs a whole number of minor units (125000 for 1,250.00), not ${describe(amount)}`);
  }
  const format = currencyFormat(currency, locale);
  const digits = format.resolvedOptions().maximumFractionDigits ?? 0;
  return format.format(amount / 10 ** digits);
}

function currencyFormat(currency: unknown, locale: unknown): Intl.NumberFormat {
  if (typeof currency !== 'string' || typeof locale !== 'string') throw new DataError(`money needs a currency like EUR, not ${describe(currency)}`);
  try {
    return remembered(`${locale}|${currency}`, () => new Intl.NumberFormat(locale, { style: 'currency', currency }));
  } catch {
    throw new DataError(`money needs a currency like EUR and a locale like en or de-DE, not ${describe(currency)} and ${describe(locale)}`);
  }
}

function describe(value: unknown): string {
  return value === undefined || value === null || value === '' ? 'nothing' : JSON.stringify(value).slice(0, 60);
}
