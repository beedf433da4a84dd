import type { Collation } from '../bson/collation.ts';
import { compareBytewise, compareValues } from '../bson/compare-values.ts';
import { toNumber } from '../bson/arithmetic.ts';
import { fieldName, type DocumentView, type FieldName } from '../bson/raw-document.ts';
import { BsonUndefined, getField, isDocument, isNumeric, type Document, type Value } from '../bson/values.ts';
import { badValue, CommandError } from '../errors.ts';

export interface SortField {
  readonly path: string;
  readonly descending: boolean;
}

/** Extracts a document's sort key once and orders documents by their keys. */
export interface SortOrder {
  readonly fields: readonly SortField[];
  readonly key: (document: DocumentView) => Value[];
  readonly compare: (left: readonly Value[], right: readonly Value[]) => number;
}

/** The fields of a sort specification. Throws MongoDB's errors for anything but 1 and -1. */
function parseSort(sort: Document): SortField[] {
  return Object.entries(sort).map(([path, direction]) => {
    if (isDocument(direction)) throw new CommandError(2, `$meta sort on '${path}' is not supported`);
    if (!isNumeric(direction)) throw new CommandError(15974, `Illegal key in $sort specification: ${path}: ${String(direction)}`);
    const number = toNumber(direction);
    if (number !== 1 && number !== -1) throw new CommandError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    if (path === '' || path.split('.').includes('')) throw badValue('FieldPath field names may not be empty strings.');
    return { path, descending: number < 0 };
  });
}

function collect(value: Value | undefined, parts: readonly FieldName[], at: number, into: Value[]): void {
  if (at >= parts.length) {
    if (!Array.isArray(value)) into.push(value ?? null);
    else if (value.length === 0) into.push(new BsonUndefined());
    else into.push(...value);
    return;
  }
  const name = parts[at]?.text ?? '';
  if (isDocument(value)) return collect(getField(value, name), parts, at + 1, into);
  if (!Array.isArray(value)) return void into.push(null);
  if (/^\d+$/.test(name) && Number(name) < value.length) return collect(value[Number(name)], parts, at + 1, into);
  if (value.length === 0) into.push(null);
  for (const item of value) collect(isDocument(item) ? getField(item, name) : undefined, parts, at + 1, into);
}

/** An array sorts by its smallest element when ascending and by its largest when descending; missing counts as null. */
export function compileSort(sort: Document, collation: Collation | undefined): SortOrder {
  const fields = parseSort(sort);
  const strings = collation?.compare ?? compareBytewise;
  const paths = fields.map(({ path, descending }) => ({ parts: path.split('.').map(fieldName), descending }));
  const pick = (values: Value[], descending: boolean): Value => {
    let best = values[0] ?? null;
    for (const value of values) if (compareValues(value, best, strings) * (descending ? -1 : 1) < 0) best = value;
    return best;
  };
  return {
    fields,
    key: (document) => paths.map(({ parts, descending }) => {
      const [first] = parts;
      const value = first && document.get(first);
      if (parts.length === 1 && !Array.isArray(value)) return value ?? null;
      const values: Value[] = [];
      collect(value, parts, 1, values);
      return pick(values, descending);
    }),
    compare: (left, right) => {
      for (const [position, { descending }] of fields.entries()) {
        const order = compareValues(left[position] ?? null, right[position] ?? null, strings);
        if (order !== 0) return descending ? -order : order;
      }
      return 0;
    },
  };
}
