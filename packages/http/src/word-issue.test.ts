import { expect, it } from 'vitest';
import { z } from 'zod';
import { parseRequest } from './parse-request.ts';

const text = z.string().min(1).max(5);
const rate = z.number().gt(0).max(100);

it.each([
  ['text that is empty', text, '', 'is required'],
  ['text that is too long', text, 'abcdef', 'must have at most 5 characters'],
  ['text that is too short', z.string().min(12), 'abc', 'must have at least 12 characters'],
  ['a number that is too large', rate, 101, 'must be at most 100'],
  ['a number that may not be its bound', rate, 0, 'must be more than 0'],
  ['no number', rate, Number.NaN, 'must be a number'],
  ['text for a number', rate, 'many', 'must be a number'],
  ['no whole number', z.int(), 1.5, 'must be a whole number'],
  ['nothing at all', text, undefined, 'is required'],
  ['an empty list', z.array(text).min(1), [], 'must have at least 1 item'],
  ['what its schema has words for', z.string().min(1, 'needs a name'), '', 'needs a name'],
])('%s is refused in words of ours', (_case, schema, value, message) => {
  expect(() => parseRequest(z.object({ body: z.object({ field: schema }) }), { body: { field: value } } as never)).toThrow(expect.objectContaining({ details: [expect.objectContaining({ pointer: '/field', message })] }));
});
