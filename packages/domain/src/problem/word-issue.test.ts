import { expect, it } from 'vitest';
import { z } from 'zod';
import './use-words.ts';

const text = z.string().min(1).max(5);
const rate = z.number().gt(0).max(100);
const day = z.date().min(new Date('2026-03-01T00:00:00Z'));

it.each<[string, z.ZodType, unknown, string]>([
  ['text that is empty', text, '', 'is required'],
  ['text that is too long', text, 'abcdef', 'must have at most 5 characters'],
  ['text that is too short', z.string().min(12), 'abc', 'must have at least 12 characters'],
  ['text of another length', z.string().length(2), 'abc', 'must have exactly 2 characters'],
  ['a number that is too large', rate, 101, 'must be at most 100'],
  ['a number that may not be its bound', rate, 0, 'must be more than 0'],
  ['no number', rate, Number.NaN, 'must be a number'],
  ['text for a number', rate, 'many', 'must be a number'],
  ['no whole number', z.int(), 1.5, 'must be a whole number'],
  ['no multiple', z.number().multipleOf(5), 7, 'must be a multiple of 5'],
  ['nothing at all', text, undefined, 'is required'],
  ['nothing where one of some is needed', z.enum(['a', 'b']), undefined, 'is required'],
  ['nothing where there are alternatives', z.union([z.string(), z.number()]), undefined, 'is required'],
  ['a number for text', text, 7, 'must be text'],
  ['text for yes or no', z.boolean(), 'yes', 'must be true or false'],
  ['a list for an object', z.object({}), [], 'must be an object'],
  ['what may not be there', z.never(), 1, 'is not known here'],
  ['an empty list', z.array(text).min(1), [], 'must have at least 1 item'],
  ['too long a list', z.array(z.int()).max(2), [1, 2, 3], 'must have at most 2 items'],
  ['a day that is too early', day, new Date('2026-02-01T00:00:00Z'), 'must be at least 2026-03-01T00:00:00.000Z'],
  ['none of some values', z.enum(['high', 'low']), 'middle', 'must be one of high, low'],
  ['not the only value', z.literal('and'), 'or', 'must be and'],
  ['no address', z.email(), 'ada', 'must be a plain e-mail address, like ada@example.com'],
  ['no instant', z.iso.datetime(), 'now', 'must be a date and time, like 2026-03-01T09:00:00Z'],
  ['no day', z.iso.date(), 'today', 'must be a date, like 2026-03-01'],
  ['no web address', z.url(), 'home', 'must be a web address, like https://example.com'],
  ['another beginning', z.string().startsWith('https://'), 'ftp://', 'must begin with https://'],
  ['another end', z.string().endsWith('.csv'), 'a.txt', 'must end with .csv'],
  ['what does not contain it', z.string().includes('@'), 'ada', 'must contain @'],
  ['a form that has no words', z.string().regex(/^\d+$/), 'x', 'is not written in the way that is expected here'],
  ['a field that is not known', z.strictObject({}), { colour: 1, size: 2 }, 'has what is not known here: colour, size'],
  ['a name that is not accepted', z.record(z.string().regex(/^[a-z]+$/, 'must be a word'), z.string()), { A: 'x' }, 'must be a word'],
  ['an element that is not accepted', z.set(z.int()), new Set(['x']), 'must be a number'],
  ['an entry that is not accepted', z.map(z.object({}), z.int()), new Map([[{}, 'x']]), 'has something in it that must be a number'],
  ['neither of two', z.union([z.number(), z.boolean()]), 'x', 'must be a number, or must be true or false'],
  ['none of some objects', z.union([z.object({ a: z.int() }), z.object({ b: z.int() })]), {}, 'is not written in the way that is expected here'],
  ['an unknown kind of object', z.discriminatedUnion('op', [z.object({ op: z.literal('and') }), z.object({ op: z.literal('or') })]), { op: 'xor' }, 'must be one of and, or'],
  ['more than one of two', z.xor([z.string(), z.string().max(5)]), 'x', 'is not written in the way that is expected here'],
  ['what a rule of ours refuses', z.string().refine(() => false), 'x', 'is not valid'],
  ['what its schema has words for', z.string().min(1, 'needs a name'), '', 'needs a name'],
])('%s is refused in words of ours', (_case, schema, value, message) => {
  expect(schema.safeParse(value).error?.issues[0]?.message).toBe(message);
});
