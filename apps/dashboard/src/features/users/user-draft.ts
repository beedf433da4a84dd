import { attributeTypeOf, CreateUser, type AttributeChanges, type AttributeType, type User } from '@carillon/domain';
import { attributeText, readAttribute } from '../../lib/attribute-text.ts';

/** An attribute as it stands in the form. */
export interface AttributeDraft {
  row: string;
  key: string;
  type: AttributeType;
  value: string;
}
/** A user while being written: every field as its text. */
export interface UserDraft {
  name: string;
  email: string;
  phone: string;
  externalId: string;
  timeZone: string;
  locale: string;
  tags: string;
  attributes: AttributeDraft[];
}

export const emptyUser: UserDraft = { name: '', email: '', phone: '', externalId: '', timeZone: 'UTC', locale: 'en', tags: '', attributes: [] };

export function draftOf(user: User, newRow: () => string): UserDraft {
  const attributes = Object.entries(user.attributes).map(([key, value]) => ({ row: newRow(), key, type: attributeTypeOf(value), value: attributeText(value) }));
  return { name: user.name, email: user.email, phone: user.phone ?? '', externalId: user.externalId ?? '', timeZone: user.timeZone, locale: user.locale, tags: user.tags.join(', '), attributes };
}

/** What a draft says, or what is wrong by field; attributes are named by their row. */
export function readDraft(draft: UserDraft): { body: CreateUser | null; problems: Readonly<Record<string, string>> } {
  const body = {
    name: draft.name.trim(),
    email: draft.email.trim(),
    phone: orNull(draft.phone.replaceAll(/[\s().-]/g, '')),
    externalId: orNull(draft.externalId.trim()),
    timeZone: draft.timeZone.trim(),
    locale: draft.locale.trim(),
    tags: draft.tags.split(/[\s,;]+/).filter((tag) => tag !== ''),
    attributes: Object.fromEntries(draft.attributes.map(({ key, type, value }) => [key.trim(), readAttribute(value, type)])),
  };
  const problems: Record<string, string> = {};
  for (const { row, key } of draft.attributes) if (draft.attributes.filter((other) => other.key.trim() === key.trim()).length > 1) problems[row] = 'appears twice';
  const parsed = CreateUser.safeParse(body);
  for (const { path, message } of parsed.error?.issues ?? []) {
    const row = path[0] === 'attributes' ? draft.attributes.find(({ key }) => key.trim() === path[1])?.row : undefined;
    problems[row ?? String(path[0])] ??= message;
  }
  if (!parsed.success || Object.keys(problems).length > 0) return { body: null, problems };
  const { name, email, timeZone, locale, tags = [], attributes, phone = null, externalId = null } = parsed.data;
  return { body: { name, email, phone, externalId, timeZone, locale, tags, attributes }, problems };
}

/** The attributes to set, and null for those that were taken out of the form. */
export function attributeChanges(before: User['attributes'], after: User['attributes'] = {}): AttributeChanges {
  return { ...Object.fromEntries(Object.keys(before).filter((key) => !Object.hasOwn(after, key)).map((key) => [key, null])), ...after };
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}
