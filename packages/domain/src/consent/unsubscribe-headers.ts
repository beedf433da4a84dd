import { isRefusable } from '../category/categories.ts';
import type { LinkTokens } from './link-tokens.ts';

/** Whom a message is for, what it is about, and the record of it. */
export interface ConsentSubject {
  userId: string;
  category: string;
  /** `ntf_…` or `com_…`: noted as where a decision came from. */
  logId: string;
}

export interface ConsentLinksOptions {
  /** What links in mails begin with; must be HTTPS for mail programs to show their own unsubscribe button. */
  publicUrl: string;
  tokens: Pick<LinkTokens, 'preferences'>;
}

/** The address of a message's preferences page, which is the one-click address too; null where nobody may unsubscribe. */
export function preferencesUrl(subject: ConsentSubject, { publicUrl, tokens }: ConsentLinksOptions): string | null {
  return isRefusable(subject.category) ? `${publicUrl.replace(/\/+$/, '')}/u/${tokens.preferences(subject)}` : null;
}

/**
 * `List-Unsubscribe` (RFC 2369) and `List-Unsubscribe-Post` (RFC 8058) of a message whose preferences page is at `url`; none
 * where there is no such page. RFC 8058 wants both under the DKIM signature: the e-mail channel signs them.
 */
export function unsubscribeHeaders(url: string | null): Record<string, string> {
  return url === null ? {} : { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}
