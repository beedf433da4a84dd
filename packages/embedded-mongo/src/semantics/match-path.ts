import type { DocumentView, FieldName } from '../bson/raw-document.ts';
import { getField, isDocument, type Value } from '../bson/values.ts';

/** A test of one value; undefined is a missing field. */
export type ValueTest = (value: Value | undefined) => boolean;

const isPosition = (text: string): boolean => /^(0|[1-9]\d*)$/.test(text);

/** How the value at the end of a path is tested: element by element too, or only as it is. */
export type LeafMode = 'elements-and-whole' | 'whole';

function testLeaf(value: Value | undefined, test: ValueTest, mode: LeafMode): boolean {
  if (mode === 'elements-and-whole' && Array.isArray(value) && value.some((item) => test(item))) return true;
  return test(value);
}

function testElements(items: readonly Value[], parts: readonly FieldName[], at: number, test: ValueTest, mode: LeafMode): boolean {
  const name = parts[at]?.text ?? '';
  for (const item of items) {
    if (isDocument(item) && testFrom(getField(item, name), parts, at + 1, test, mode)) return true;
  }
  return isPosition(name) && Number(name) < items.length && testFrom(items[Number(name)], parts, at + 1, test, mode);
}

/** Tests the values that `parts` reach from a value on; arrays on the way are entered, as MongoDB's matcher does. */
function testFrom(value: Value | undefined, parts: readonly FieldName[], at: number, test: ValueTest, mode: LeafMode): boolean {
  if (at >= parts.length) return testLeaf(value, test, mode);
  if (Array.isArray(value)) return testElements(value, parts, at, test, mode);
  if (!isDocument(value)) return test(undefined);
  return testFrom(getField(value, parts[at]?.text ?? ''), parts, at + 1, test, mode);
}

/** Tests the values a dotted path reaches in a document. */
export function testPath(document: DocumentView, parts: readonly FieldName[], test: ValueTest, mode: LeafMode): boolean {
  const first = parts[0];
  return first !== undefined && testFrom(document.get(first), parts, 1, test, mode);
}
