import { parseJson, type SendOutcome } from '@carillon/domain';
import { z } from 'zod';

/** What a vendor answered to `POST /messages`. */
export interface VendorAnswer {
  status: number;
  retryAfter: string | null;
  text: string;
}

/** What a vendor says when it takes a message. */
const Taken = z.object({ id: z.string().min(1).max(200) });

type Verdict = 'temporary' | 'permanent' | 'ambiguous';
interface AnswerRule {
  statuses: readonly number[];
  verdict: Verdict;
  /** In words an operator can act on. */
  reason: string;
}

/**
 * What each status means for the message (RFC 9110, 15; RFC 6585). What is about our account or its address is temporary:
 * the recipient did nothing wrong, and the next try succeeds once the account is put in order. A gateway that gives up can
 * not know whether what is behind it took the message.
 */
const answerRules: readonly AnswerRule[] = [
  { statuses: [401, 403], verdict: 'temporary', reason: 'The vendor refused our credentials. Check the account in VENDORS.' },
  { statuses: [402], verdict: 'temporary', reason: 'The vendor wants to be paid first. Check the balance of the account.' },
  { statuses: [404, 405, 301, 302, 303, 307, 308], verdict: 'temporary', reason: 'The vendor takes no messages at this address. Check the url of the account in VENDORS.' },
  { statuses: [408, 425], verdict: 'temporary', reason: 'The vendor gave up waiting for the message.' },
  { statuses: [409], verdict: 'ambiguous', reason: 'The vendor is at work on an earlier copy of this message: it may or may not have been sent.' },
  { statuses: [429], verdict: 'temporary', reason: 'We are sending faster than the vendor allows.' },
  { statuses: [502, 504], verdict: 'ambiguous', reason: 'A gateway of the vendor gave up on the message: it may or may not have been sent.' },
  { statuses: [500, 501, 503, 505, 507, 529], verdict: 'temporary', reason: 'The vendor can not take the message right now.' },
];

const MAX_TEXT = 500;

/** What an answer means for the attempt. `now` is for a `Retry-After` that is a date. */
export function classifyVendorAnswer({ status, retryAfter, text }: VendorAnswer, now: Date): SendOutcome {
  const answer = { code: status, text: text.slice(0, MAX_TEXT) || `HTTP ${status}` };
  if (status >= 200 && status < 300) return readAcceptance(answer, text);
  const rule = answerRules.find(({ statuses }) => statuses.includes(status)) ?? fallbackFor(status);
  if (rule.verdict === 'temporary') return { kind: 'temporary', ...answer, reason: rule.reason, retryAfterMs: parseRetryAfter(retryAfter, now) };
  return { kind: rule.verdict, ...answer, reason: rule.reason };
}

function readAcceptance(answer: { code: number; text: string }, text: string): SendOutcome {
  const taken = Taken.safeParse(parseJson(text));
  if (taken.success) return { kind: 'accepted', ...answer, providerMessageId: taken.data.id };
  return { kind: 'ambiguous', ...answer, reason: 'The vendor said yes without an id for the message: it may or may not have been sent.' };
}

function fallbackFor(status: number): Omit<AnswerRule, 'statuses'> {
  if (status >= 500) return { verdict: 'temporary', reason: 'The vendor can not take the message right now.' };
  if (status >= 400) return { verdict: 'permanent', reason: 'The vendor refused the message.' };
  return { verdict: 'temporary', reason: 'The vendor gave an answer that means nothing here. Check the url of the account in VENDORS.' };
}

const A_DAY_MS = 86_400_000;

/** `Retry-After` (RFC 9110, 10.2.3) in milliseconds from `now`: seconds, or an HTTP date; null without one, or beyond a day. */
function parseRetryAfter(value: string | null, now: Date): number | null {
  if (value === null) return null;
  const waitMs = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - now.getTime();
  return Number.isNaN(waitMs) || waitMs > A_DAY_MS ? null : Math.max(0, waitMs);
}
