import { parseJson, Problem } from '@carillon/domain';
import type { z } from 'zod';
import { ServiceAnswerError, ServiceRefusedError, ServiceUnavailableError, type CallFacts } from './service-errors.ts';

export interface RawAnswer {
  status: number;
  retryAfter: string | null;
  text: string;
}

const MAX_PLACES = 5;

/** The answer as its contract says, or the error that tells what is the matter with it. */
export function readAnswer<Answer extends z.ZodType>(facts: CallFacts, response: Answer, { status, retryAfter, text }: RawAnswer, now: Date): z.output<Answer> {
  if (status >= 500 || status === 429) {
    throw new ServiceUnavailableError(facts, `answered ${status}`, { status, retryAfterMs: parseRetryAfter(retryAfter, now) });
  }
  if (status >= 400) {
    const problem = Problem.safeParse(parseJson(text));
    throw new ServiceRefusedError(facts, { status, code: problem.data?.code ?? null, detail: problem.data?.detail ?? null });
  }
  if (status < 200 || status >= 300) throw new ServiceAnswerError(facts, [`the status is ${status}`]);
  const body = parseJson(text);
  if (body === undefined) throw new ServiceAnswerError(facts, ['the body is not JSON']);
  const parsed = response.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new ServiceAnswerError(facts, parsed.error.issues.slice(0, MAX_PLACES).map(({ path, message }) => `${inWords(path)}: ${message}`));
}

/** `Retry-After` (RFC 9110, 10.2.3) in milliseconds from `now`: seconds, or an HTTP date; null without a usable one. */
function parseRetryAfter(value: string | null, now: Date): number | null {
  if (value === null) return null;
  if (/^\d+$/.test(value)) return Number(value) * 1_000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(date - now.getTime(), 0);
}

function inWords(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'the body' : path.map(String).join('.');
}
