import type { Attempt } from '@carillon/domain';

/** What a provider answered, as it did: a mail server's reply begins with its code, a vendor's stands beside it. Empty without an answer. */
export function quoteAnswer({ code, text }: Pick<Attempt, 'code' | 'text'>): string {
  if (code === null || text?.startsWith(String(code))) return text ?? '';
  return text === null ? String(code) : `${code} ${text}`;
}
