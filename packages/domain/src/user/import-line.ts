import { z } from 'zod';
import { UserId } from '../identity/record-id.ts';
import { Category, EmailAddress, HeaderText } from '../notification/schema.ts';
import { AttributeKey, Tags, UserAttributes, type AttributeType, type AttributeValue } from './attributes.ts';
import { ExternalId, Locale, Phone, TimeZone } from './schema.ts';

export const userCsvColumns = ['id', 'externalId', 'name', 'email', 'phone', 'timeZone', 'locale', 'tags', 'attributes', 'unsubscribedFrom', 'lastActiveAt', 'lastLoginAt', 'createdAt'] as const;
/** Besides: two columns that make a name. */
export const userNameColumns = ['firstName', 'lastName'] as const;
/** For those who read the contract. */
export const userCsvColumnWords = [...userCsvColumns, 'firstName and lastName for a name in two pieces', 'attributes.<key>[:number|boolean|date]'] as const;
/** A line needs one of each. */
export const requiredUserCsvColumns: readonly (readonly string[])[] = [['name', ...userNameColumns], ['email']];
/** What other programs call a column, in lower case and without blanks. */
export const userCsvAliases: Readonly<Record<string, (typeof userCsvColumns)[number] | (typeof userNameColumns)[number]>> = {
  emailaddress: 'email', mail: 'email', fullname: 'name', displayname: 'name',
  forename: 'firstName', givenname: 'firstName', surname: 'lastName', familyname: 'lastName',
  phonenumber: 'phone', telephone: 'phone', mobile: 'phone', mobilephone: 'phone', language: 'locale',
};

const types = ['string', 'number', 'boolean', 'date'] as const satisfies readonly AttributeType[];
const ATTRIBUTE_COLUMN = /^attributes\.([^:]+)(?::(.+))?$/i;

/** What a column like `attributes.seats:number` holds; text where it names no type. Null for any other column. */
export function attributeColumnOf(name: string): { key: string; type: AttributeType } | null {
  const [, key = '', named = 'string'] = ATTRIBUTE_COLUMN.exec(name) ?? [];
  const type = types.find((each) => each === named.trim().toLowerCase());
  return type !== undefined && AttributeKey.safeParse(key.trim()).success ? { key: key.trim(), type } : null;
}

/** The one way to write the column of an attribute; null for any other column. */
export function attributeColumnIn(heading: string): string | null {
  const column = attributeColumnOf(heading);
  return column === null ? null : `attributes.${column.key}${column.type === 'string' ? '' : `:${column.type}`}`;
}

/** An export puts an apostrophe before what a spreadsheet would take for a formula; here it is taken away again. */
const armed = (value: unknown) => (typeof value === 'string' && /^'[=+\-@＝＋－＠]/.test(value) ? value.slice(1) : value);
const Cell = <Schema extends z.ZodType>(schema: Schema) => z.preprocess(armed, schema);
/** Several words in one cell, apart by blanks, commas or semicolons. */
const listIn = (value: unknown) => (typeof value === 'string' ? String(armed(value)).split(/[\s;,]+/).filter((word) => word !== '') : value);
const phoneIn = (value: unknown) => (typeof value === 'string' ? String(armed(value)).replaceAll(/[\s().-]/g, '') : value);
const Instant = z.union([z.iso.datetime({ offset: true }), z.iso.date()], { error: 'must be a date, like 2026-03-01 or 2026-03-01T09:00:00Z' });

const AttributesCell = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'is not JSON, like {"plan":"pro"}' });
      return z.NEVER;
    }
  })
  .pipe(UserAttributes);

/** A first and a last name make a name, where there is none in one piece. */
function joinName(line: Readonly<Record<string, unknown>>) {
  const { firstName, lastName, ...rest } = line;
  const parts = [firstName, lastName].filter((part) => typeof part === 'string').map((part) => String(armed(part)));
  return rest['name'] === undefined && parts.length > 0 ? { ...rest, name: parts.join(' ') } : rest;
}

const Fields = z
  .object({
    id: Cell(UserId.optional()),
    externalId: Cell(ExternalId.optional()),
    name: Cell(HeaderText.max(200)),
    email: Cell(EmailAddress),
    phone: z.preprocess(phoneIn, Phone.optional()),
    timeZone: TimeZone.optional(),
    locale: Locale.optional(),
    tags: z.preprocess(listIn, Tags.default([])),
    attributes: AttributesCell.optional(),
    unsubscribedFrom: z.preprocess(listIn, z.array(Category).max(50).default([])),
    lastActiveAt: Instant.optional(),
    lastLoginAt: Instant.optional(),
    createdAt: Instant.optional(),
  })
  .catchall(z.string())
  .transform(({ id, externalId, name, email, phone, timeZone, locale, tags, attributes, unsubscribedFrom, lastActiveAt, lastLoginAt, createdAt, ...columns }, context) => {
    const own: Record<string, AttributeValue> = { ...attributes };
    for (const [column, text] of Object.entries(columns)) {
      const target = attributeColumnOf(column);
      const value = target === null ? null : readAttribute(String(armed(text)), target.type);
      if (target === null || value === null) context.addIssue({ code: 'custom', path: [column], message: `is not a ${target?.type ?? 'column'}`, input: text });
      else own[target.key] = value;
    }
    return { id, externalId, name, email, phone, timeZone, locale, tags, attributes: own, unsubscribedFrom, lastActiveAt, lastLoginAt, createdAt };
  });

/**
 * One line of a CSV file of users: whom it means is said by the id, else the external id, else the address. Attributes come
 * in columns of their own, or as JSON in one column; a name in one column, or in two.
 */
export const UserCsvLine = z.preprocess(joinName, Fields);
export type UserCsvLine = z.infer<typeof UserCsvLine>;

function readAttribute(text: string, type: AttributeType): AttributeValue | null {
  switch (type) {
    case 'string':
      return text;
    case 'number':
      return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) && Number.isFinite(Number(text)) ? Number(text) : null;
    case 'boolean':
      return booleans.get(text.toLowerCase()) ?? null;
    case 'date':
      return Instant.safeParse(text).success ? { date: new Date(text).toISOString() } : null;
  }
}
const booleans = new Map([['true', true], ['yes', true], ['1', true], ['false', false], ['no', false], ['0', false]]);
