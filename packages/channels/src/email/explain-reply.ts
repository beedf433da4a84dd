import { type ReplyRule, replyRules, type ReplySubject } from './smtp-reply-rules.ts';

export interface ReplyMeaning {
  about: ReplySubject;
  /** In words an operator can act on. */
  reason: string;
}

/** What a refusing reply (4xx or 5xx, all its lines) to `command` means. */
export function explainReply(command: string, reply: { code: number; text: string }): ReplyMeaning {
  const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(reply.text)?.[1];
  const status = enhanced === undefined ? String(reply.code) : `${reply.code} ${enhanced}`;
  // Continuation lines repeat code and status: 550-5.7.26 … ⏎ 550-5.7.26 …
  const words = reply.text.replace(/(?:^|\r?\n)\d{3}[ -](?:\d\.\d{1,3}\.\d{1,3} +)?/g, ' ');
  const rule = replyRules.find((candidate) => matches(candidate, command, reply.code, status, words));
  return { about: rule?.about ?? 'server', reason: rule?.reason ?? `The mail server answered ${reply.code}.` };
}

function matches({ on, only, status, says }: ReplyRule, command: string, code: number, replyStatus: string, words: string): boolean {
  if (on !== undefined && !on.includes(command)) return false;
  if (only !== undefined && only !== (code >= 500 ? 'permanent' : 'temporary')) return false;
  return (status === undefined && says === undefined) || status?.test(replyStatus) === true || says?.test(words) === true;
}
