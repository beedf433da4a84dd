import { toHtml } from '../output-text.ts';
import { appendToBody } from './append-to-body.ts';

/**
 * A finished message with a visible way out at its end, unless its author has put the link somewhere already. Mail programs
 * that show no button of their own leave readers nothing else.
 */
export function addUnsubscribeLink<Message extends { text: string; html: string | null }>(message: Message, url: string): Message {
  const { text, html } = message;
  const link = `<p class="quiet" style="max-width:600px;margin:0 auto;padding:0 32px 24px;box-sizing:border-box;font:13px/1.5 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;color:#5b6676"><a class="quiet" href="${toHtml(url)}" style="color:#5b6676">Unsubscribe or choose what you get</a></p>`;
  return {
    ...message,
    text: text.includes(url) ? text : `${text.trimEnd()}\n\nUnsubscribe or choose what you get:\n${url}\n`,
    html: html === null || html.includes(toHtml(url)) ? html : appendToBody(html, link),
  };
}
