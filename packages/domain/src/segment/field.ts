import { z } from 'zod';
import { AttributeKey, type AttributeType } from '../user/attributes.ts';

/** What every user has, with the type it has. */
export const userFields = {
  name: 'string',
  email: 'string',
  phone: 'string',
  externalId: 'string',
  locale: 'string',
  timeZone: 'string',
  status: 'string',
  createdAt: 'date',
  lastActiveAt: 'date',
  lastLoginAt: 'date',
} as const satisfies Record<string, AttributeType>;
export type UserField = keyof typeof userFields;

const ATTRIBUTE_PREFIX = 'attributes.';

/** One of the fields above, or `attributes.<key>`; nothing else ever becomes a path in the database. */
export const SegmentField = z.string().refine((name) => isUserField(name) || attributeKeyOf(name) !== null, 'must be a field of users, like email or lastActiveAt, or an attribute, like attributes.plan');
export type SegmentField = z.infer<typeof SegmentField>;

export function isUserField(name: string): name is UserField {
  return Object.hasOwn(userFields, name);
}

/** The key of an attribute's field; null for any other name. */
export function attributeKeyOf(field: string): string | null {
  if (!field.startsWith(ATTRIBUTE_PREFIX)) return null;
  const key = AttributeKey.safeParse(field.slice(ATTRIBUTE_PREFIX.length));
  return key.success ? key.data : null;
}

/** The type that a field always has; null for attributes, which may have any. */
export function typeOfField(field: SegmentField): AttributeType | null {
  return isUserField(field) ? userFields[field] : null;
}
