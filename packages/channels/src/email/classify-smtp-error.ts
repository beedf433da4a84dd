import type { SendOutcome } from '@carillon/domain';
import { explainBrokenConnection } from './explain-broken-connection.ts';
import { explainReply } from './explain-reply.ts';
import { readRetryAfter } from './retry-after.ts';
import { readSmtpFailure, type SmtpFailure } from './smtp-failure.ts';

export type FailedSend = Exclude<SendOutcome, { kind: 'accepted' }>;

/**
 * What a failed attempt means for the notification.
 *
 * - A reply decides, whenever there is one: 4xx is temporary, 5xx is permanent (RFC 5321, 4.2.1).
 * - 5xx that are about our account (credentials, sender address, quota, blocked address, missing SPF) are temporary all
 *   the same: the recipient did nothing wrong, and the next try succeeds once the account is put in order.
 * - No reply, and the whole message had been sent (`contentSent`): ambiguous, it may have been accepted.
 * - No reply before that: temporary, SMTP can not have accepted anything.
 */
export function classifySmtpError(error: unknown, progress: { contentSent: boolean }): FailedSend {
  const failure = readSmtpFailure(error);
  if (failure.reply !== null && failure.reply.code >= 400) return classifyReply(failure, failure.reply);
  const text = failure.message;
  const code = failure.reply?.code ?? null;
  if (progress.contentSent) return { kind: 'ambiguous', code, text, reason: explainSilence(failure) };
  if (isRefusedByUs(failure)) return { kind: 'permanent', code, text, reason: `The message can not be sent as it is: ${failure.message}.` };
  return { kind: 'temporary', code, text, reason: explainBrokenConnection(failure), retryAfterMs: null };
}

function classifyReply(failure: SmtpFailure, reply: { code: number; text: string }): FailedSend {
  const { about, reason } = explainReply(failure.command, reply);
  const answer = { code: reply.code, text: reply.text, reason };
  if (reply.code >= 500 && about !== 'account') return { kind: 'permanent', ...answer };
  return { kind: 'temporary', ...answer, retryAfterMs: readRetryAfter(reply.text) };
}

/** nodemailer checks addresses, and the size against what the server announced, without asking the server. */
function isRefusedByUs({ code, command }: SmtpFailure): boolean {
  return (code === 'EENVELOPE' && command === 'API') || (code === 'EMESSAGE' && command === 'MAIL FROM');
}

function explainSilence({ abortedBy, code }: SmtpFailure): string {
  const what = {
    deadline: 'no answer came in time',
    caller: 'the attempt was interrupted before the answer came',
    none: code === 'ETIMEDOUT' ? 'no answer came in time' : 'the connection was lost before the answer came',
  }[abortedBy ?? 'none'];
  return `The whole message was handed over, and ${what}: it may or may not have been sent. Ask the recipient or look into the provider's log before sending it again.`;
}
