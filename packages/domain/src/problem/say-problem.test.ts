import { expect, it } from 'vitest';
import { z } from 'zod';
import { sayDetail, sayIssues } from './say-problem.ts';
import './use-words.ts';

it.each([
  [{ pointer: '/to', message: 'must be a plain e-mail address' }, 'Recipient must be a plain e-mail address.'],
  [{ pointer: '/schedule/timeZone', message: 'is required' }, 'Time zone is required.'],
  [{ pointer: '/addresses/3', message: 'must be an e-mail address' }, 'Item 4 of addresses must be an e-mail address.'],
  [{ pointer: '/data/invoice/total', message: 'is required' }, '“invoice.total” is required.'],
  [{ pointer: '/attributes/a.b~1c', message: 'must be a word' }, '“a.b/c” must be a word.'],
  [{ pointer: '/attributes', message: 'has more than 100 attributes' }, 'Attributes has more than 100 attributes.'],
  [{ pointer: '', message: 'is not valid JSON' }, 'What was sent is not valid JSON.'],
  [{ pointer: '', message: '"Colour" is not a column' }, '"Colour" is not a column.'],
  [{ pointer: '', message: 'name at least one field to change' }, 'Name at least one field to change.'],
  [{ pointer: '/text', message: 'give text, html or both' }, 'Text: give text, html or both.'],
  [{ pointer: '/segmentId', message: 'Nobody would get it.' }, 'Segment: Nobody would get it.'],
  [{ parameter: 'limit', message: 'must be at most 200' }, 'Limit must be at most 200.'],
  [{ parameter: 'to', message: 'must be a date and time' }, 'To must be a date and time.'],
  [{ parameter: 'status.0', message: 'must be one of sent, failed' }, 'Item 1 of status must be one of sent, failed.'],
  [{ parameter: 'Idempotency-Key', message: 'belongs to another request' }, 'Idempotency Key belongs to another request.'],
])('%j is said as a sentence', (detail, words) => {
  expect(sayDetail(detail)).toBe(words);
});

it('a form has its own word for a field', () => {
  expect(sayDetail({ pointer: '/addresses/0', message: 'is required' }, '“nobody@”')).toBe('“nobody@” is required.');
});

it('each field that is wrong has its sentence', () => {
  const { error } = z.strictObject({ lookBackDays: z.int(), offsets: z.array(z.int()) }).safeParse({ lookBackDays: 1.5, offsets: [1, 'x'], more: true });
  expect(sayIssues(error?.issues ?? [])).toBe('Look back days must be a whole number. Item 2 of offsets must be a number. What was sent has what is not known here: more.');
});
