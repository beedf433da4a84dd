import { getField, isDocument, type Document, type Value } from '../bson/values.ts';

/** The value at a dotted path; through an array, the array of what its elements have there. Undefined when missing. */
export function readPath(document: Document, path: string): Value | undefined {
  return readParts(document, path.split('.'), 0);
}

function readParts(value: Value | undefined, parts: readonly string[], from: number): Value | undefined {
  const name = parts[from];
  if (name === undefined) return value;
  if (Array.isArray(value)) {
    return value.flatMap((item) => {
      const inner = isDocument(item) || Array.isArray(item) ? readParts(item, parts, from) : undefined;
      return inner === undefined ? [] : [inner];
    });
  }
  return isDocument(value) ? readParts(getField(value, name), parts, from + 1) : undefined;
}
