import type { AttributeType, AttributeValue } from '@carillon/domain';

export const attributeTypeWords: Record<AttributeType, string> = { string: 'Text', number: 'Number', boolean: 'Yes or no', date: 'Date' };

/** A date as people read it: the first instant of a day, in UTC, is the day. */
export function dateText({ date }: Extract<AttributeValue, object>): string {
  return date.replace(/T00:00:00(\.0+)?Z$/, '');
}

/** A value as it stands in a field. */
export function attributeText(value: AttributeValue): string {
  return typeof value === 'object' ? dateText(value) : String(value);
}

/** What a field says; null when it is no number, neither yes nor no. Whether a text or a date will do is left to the contract. */
export function readAttribute(text: string, type: AttributeType): unknown {
  if (type === 'number') return readNumber(text);
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : null;
  return type === 'date' ? { date: /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text } : text;
}

export function readNumber(text: string): number | null {
  return text.trim() === '' || !Number.isFinite(Number(text)) ? null : Number(text);
}
