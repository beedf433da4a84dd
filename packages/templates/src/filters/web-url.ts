import { DataError } from '../data-error.ts';

const ALLOWED = new Set(['https:', 'http:', 'mailto:']);

/**
 * `<a href="{{ payment.url | web_url }}">`: lets http, https and mailto addresses through, so that a value can not smuggle
 * `javascript:` into a link. Throws {@link DataError} for anything else.
 */
export function webUrl(value: unknown): string {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : null;
  if (url === null || !ALLOWED.has(url.protocol)) {
    throw new DataError(`web_url needs an address that starts with https://, not ${JSON.stringify(value ?? null).slice(0, 60)}`);
  }
  return url.href;
}
