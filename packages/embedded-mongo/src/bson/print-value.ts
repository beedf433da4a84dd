import { isDocument, typeTag, type Document, type Value } from './values.ts';

/** A value as MongoDB prints it inside messages. */
export function printValue(value: Value): string {
  if (typeof value === 'string') return `"${value}"`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (Array.isArray(value)) return `[ ${value.map(printValue).join(', ')} ]`;
  if (isDocument(value)) return printDocument(value);
  if (value === null || typeof value !== 'object') return String(value);
  if (typeTag(value) === 7) return `ObjectId('${String(value)}')`;
  return String(value);
}

export function printDocument(document: Document): string {
  const fields = Object.entries(document).map(([name, value]) => `${name}: ${printValue(value)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}
