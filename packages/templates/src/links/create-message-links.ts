import { preferencesUrl, unsubscribeHeaders, type ConsentSubject, type LinkTokens } from '@carillon/domain';
import { addUnsubscribeLink } from './add-unsubscribe-link.ts';
import { trackHtml } from './track-html.ts';

/** A message as it was rendered. */
export interface UnlinkedMessage {
  text: string;
  html: string | null;
  headers: Record<string, string>;
}

export interface MessageLinks {
  /** For a template that wants to place it; null where nobody may unsubscribe. */
  unsubscribeUrl(subject: ConsentSubject): string | null;
  /**
   * The message with the way out: in its headers, for the button of mail programs, and at its end, unless it has the address
   * already. With `tracked` its links lead past us and a picture tells of its opening; `at` is when it leaves.
   */
  finish<Message extends UnlinkedMessage>(message: Message, subject: ConsentSubject, tracked: { campaignId: string; at: Date } | null): Message;
}

/** Every link of ours in a message, made of one public address and one signing key. */
export function createMessageLinks({ publicUrl, tokens }: { publicUrl: string; tokens: LinkTokens }): MessageLinks {
  const options = { publicUrl, tokens };
  // Asked for by a template, and again for headers and end of the same message: signed once.
  const urls = new WeakMap<ConsentSubject, string | null>();
  const unsubscribeUrl = (subject: ConsentSubject): string | null => {
    const known = urls.get(subject);
    if (known !== undefined) return known;
    const url = preferencesUrl(subject, options);
    urls.set(subject, url);
    return url;
  };
  return {
    unsubscribeUrl,
    finish(message, subject, tracked) {
      const url = unsubscribeUrl(subject);
      const open = url === null ? message : addUnsubscribeLink({ ...message, headers: { ...message.headers, ...unsubscribeHeaders(url) } }, url);
      if (tracked === null || open.html === null) return open;
      const { campaignId, at } = tracked;
      return { ...open, html: trackHtml(open.html, { logId: subject.logId, userId: subject.userId, campaignId, issuedAt: at }, options) };
    },
  };
}
