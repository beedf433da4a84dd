import { expect, it } from 'vitest';
import { quoteAnswer } from './quote-answer.ts';

it.each<[string, number | null, string | null, string]>([
  ['a mail server’s reply', 250, '250 2.0.0 Kept', '250 2.0.0 Kept'],
  ['a vendor’s answer', 503, '{"error":"later"}', '503 {"error":"later"}'],
  ['a code alone', 404, null, '404'],
  ['words alone', null, 'connect ECONNREFUSED', 'connect ECONNREFUSED'],
  ['nothing', null, null, ''],
])('quotes %s', (_what, code, text, expected) => {
  expect(quoteAnswer({ code, text })).toBe(expected);
});
