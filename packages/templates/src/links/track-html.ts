import type { LinkTokens, TrackedLog } from '@carillon/domain';
import { appendToBody } from './append-to-body.ts';
import { rewriteLinks } from './rewrite-links.ts';

export interface TrackHtmlOptions {
  /** What links in mails begin with; links that lead there are never tracked, those for unsubscribing among them. */
  publicUrl: string;
  tokens: Pick<LinkTokens, 'open' | 'click'>;
}

/** Longer addresses stay as they are: not every mail program follows them when they get longer still. */
const MAX_TARGET_LENGTH = 2_000;

/**
 * The HTML of one recipient's message with its links leading past us, each signed for its target alone, and a picture at its
 * end that tells of an open. Only for campaigns that ask for it; the plain text stays as it is.
 */
export function trackHtml(html: string, log: TrackedLog, { publicUrl, tokens }: TrackHtmlOptions): string {
  const base = publicUrl.replace(/\/+$/, '');
  const withLinks = rewriteLinks(html, (target, link) => {
    const isOurs = target === base || target.startsWith(`${base}/`);
    return isOurs || target.length > MAX_TARGET_LENGTH ? null : `${base}/t/c/${tokens.click(log, link, target)}`;
  });
  return appendToBody(withLinks, `<img src="${base}/t/o/${tokens.open(log)}" width="1" height="1" alt="" style="display:block;width:1px;height:1px;border:0">`);
}
