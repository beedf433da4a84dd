import { describe, expect, it } from 'vitest';
import { classifyVendorAnswer } from './classify-vendor-answer.ts';

const now = new Date('2026-03-29T01:00:00Z');
const answer = (status: number, text = 'words', retryAfter: string | null = null) => classifyVendorAnswer({ status, text, retryAfter }, now);

describe('classifyVendorAnswer', () => {
  it.each([200, 201, 202])('%i with an id is accepted', (status) => {
    expect(answer(status, '{"id":"v-1"}')).toEqual({ kind: 'accepted', code: status, text: '{"id":"v-1"}', providerMessageId: 'v-1' });
  });

  it.each(['<html>Welcome to the hotel</html>', '{}', '{"id":""}', ''])('202 without an id is ambiguous: %s', (text) => {
    expect(answer(202, text).kind).toBe('ambiguous');
  });

  it.each([301, 308, 401, 402, 403, 404, 405, 408, 425, 429, 500, 501, 503, 505, 529, 599])('%i is temporary', (status) => {
    expect(answer(status)).toMatchObject({ kind: 'temporary', code: status, text: 'words' });
  });

  it.each([400, 406, 410, 413, 415, 422, 451])('%i is permanent: this message would be refused again', (status) => {
    expect(answer(status).kind).toBe('permanent');
  });

  it.each([409, 502, 504])('%i is ambiguous: somebody may have taken the message', (status) => {
    expect(answer(status).kind).toBe('ambiguous');
  });

  it.each([
    ['seconds', '30', 30_000],
    ['a date', 'Sun, 29 Mar 2026 01:02:00 GMT', 120_000],
    ['a date that has passed', 'Sun, 29 Mar 2026 00:00:00 GMT', 0],
    ['nonsense', 'soon', null],
    ['more than a day, which is no guide', '900000', null],
    ['nothing', null, null],
  ])('Retry-After: %s', (_title, retryAfter, expected) => {
    expect(answer(429, 'slow down', retryAfter)).toMatchObject({ retryAfterMs: expected });
  });

  it('has something to show for an answer without a body, and cuts a long one', () => {
    expect(answer(503, '').text).toBe('HTTP 503');
    expect(answer(503, 'x'.repeat(10_000)).text).toHaveLength(500);
  });
});
