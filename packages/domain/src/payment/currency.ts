import { z } from 'zod';

const known = new Set(Intl.supportedValuesOf('currency'));

/** ISO 4217 alphabetic code, e.g. EUR. */
export const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code, like EUR')
  .refine((code) => known.has(code), 'is not a currency of ISO 4217');
export type Currency = z.infer<typeof Currency>;

/** How many minor units make one of `currency`, as a power of ten: 2 for EUR, 0 for JPY, 3 for KWD. */
function minorUnitDigits(currency: Currency): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** An amount for people: `formatAmount({ amountMinor: 123450, currency: 'EUR' }, 'de-DE')` is "1.234,50 €". `locale` is BCP 47. */
export function formatAmount({ amountMinor, currency }: { amountMinor: number; currency: Currency }, locale: string): string {
  const digits = minorUnitDigits(currency);
  // A decimal string keeps every digit; dividing would round amounts beyond 2^53 / 10^digits.
  const padded = String(amountMinor).padStart(digits + 1, '0');
  const decimal = digits === 0 ? padded : `${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(decimal as Intl.StringNumericLiteral);
}
