import { z } from 'zod';

/** The name of an attribute: it becomes part of a field's path and of a template's variable, so it is a plain word. */
export const AttributeKey = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,49}$/, 'must be a word of letters, digits and underscores that begins with a letter, like plan or seats_used');

/** A date among JSON's types. */
export const DateValue = z.strictObject({ date: z.iso.datetime({ offset: true }) });

/** A value with its type: text, a number, yes or no, or an instant as `{"date": "2026-03-01T00:00:00Z"}`. */
export const AttributeValue = z.union([z.string().max(1_000), z.number(), z.boolean(), DateValue], { error: 'must be text, a number, true, false, or a date like {"date": "2026-03-01T00:00:00Z"}' });
export type AttributeValue = z.infer<typeof AttributeValue>;
export type AttributeType = 'string' | 'number' | 'boolean' | 'date';

const MAX_ATTRIBUTES = 100;
export const UserAttributes = z.record(AttributeKey, AttributeValue).refine(hasFewEntries, `has more than ${MAX_ATTRIBUTES} attributes`);
export type UserAttributes = z.infer<typeof UserAttributes>;

/** Changes of attributes: those given are set, those that are null are taken away, all others stay. */
export const AttributeChanges = z.record(AttributeKey, AttributeValue.nullable()).refine(hasFewEntries, `has more than ${MAX_ATTRIBUTES} attributes`);
export type AttributeChanges = z.infer<typeof AttributeChanges>;

export const Tag = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,49}$/, 'must be lower-case letters, digits, dots, hyphens or underscores, like vip or beta-2026');
export const Tags = z.array(Tag).max(100);

export function attributeTypeOf(value: AttributeValue): AttributeType {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number') return 'number';
  return typeof value === 'boolean' ? 'boolean' : 'date';
}

function hasFewEntries(attributes: object): boolean {
  return Object.keys(attributes).length <= MAX_ATTRIBUTES;
}
