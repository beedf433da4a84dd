import { parseCollation, type Collation } from '../bson/collation.ts';
import { fieldName, type DocumentView, type FieldName } from '../bson/raw-document.ts';
import { isDocument, isNumeric, type Document } from '../bson/values.ts';
import { toNumber } from '../bson/arithmetic.ts';
import { entriesPrefix } from './key-space.ts';
import { compileFilter } from '../semantics/compile-filter.ts';

/** A dotted path, split and ready for lookups. */
export interface IndexedPath {
  readonly path: string;
  readonly parts: readonly FieldName[];
  readonly descending: boolean;
}

/** An index as the planner and the writer use it. */
export interface Index {
  readonly id: number;
  /** The bytes every key of this index begins with. */
  readonly prefix: Buffer;
  readonly name: string;
  readonly spec: Document;
  readonly paths: readonly IndexedPath[];
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly hidden: boolean;
  readonly collation: Collation | undefined;
  readonly partialFilter: Document | undefined;
  readonly expireAfterSeconds: number | undefined;
  /** The top-level fields that its keys are made from, and whether there is one; undefined when any field may matter. */
  readonly fields: ReadonlySet<string> | undefined;
  /** Whether a document belongs to a partial index. */
  readonly covers: (document: DocumentView) => boolean;
  /** Which of the paths ever met an array; never goes back to false. */
  readonly multikey: boolean[];
  /** True once some key was too long to be stored whole: the index's order is then only approximate. */
  hasLongKeys: boolean;
  /** False while an index is being built: writers keep it, the planner must not use it. */
  ready: boolean;
}

/** What is stored of an index beside the specification the client gave. */
export interface StoredIndex {
  readonly id: number;
  readonly spec: Document;
  readonly multikey: readonly boolean[];
  readonly hasLongKeys: boolean;
  readonly ready: boolean;
}

/** The top-level fields a partial filter asks about; undefined when that can't be told. */
function fieldsOfFilter(filter: Document): string[] | undefined {
  const fields: string[] = [];
  for (const [name, value] of Object.entries(filter)) {
    if (!name.startsWith('$')) {
      fields.push(topOf(name));
      continue;
    }
    const inner = Array.isArray(value) ? value.map((item) => (isDocument(item) ? fieldsOfFilter(item) : undefined)) : [undefined];
    for (const each of inner) {
      if (!each) return undefined;
      fields.push(...each);
    }
  }
  return fields;
}

const topOf = (path: string): string => path.split('.', 1)[0] ?? path;

export function indexFromStored(stored: StoredIndex): Index {
  const { spec } = stored;
  const key = isDocument(spec['key']) ? spec['key'] : {};
  const partialFilter = isDocument(spec['partialFilterExpression']) ? spec['partialFilterExpression'] : undefined;
  const collation = parseCollation(spec['collation']);
  const covers = partialFilter ? compileFilter(partialFilter, { collation }) : () => true;
  const filtered = fieldsOfFilter(partialFilter ?? {});
  const expires = spec['expireAfterSeconds'];
  return {
    id: stored.id,
    prefix: entriesPrefix(stored.id),
    name: String(spec['name']),
    spec,
    paths: Object.entries(key).map(([path, direction]) => ({
      path,
      parts: path.split('.').map(fieldName),
      descending: isNumeric(direction) && toNumber(direction) < 0,
    })),
    unique: spec['unique'] === true,
    sparse: spec['sparse'] === true,
    hidden: spec['hidden'] === true,
    collation,
    partialFilter,
    fields: filtered && new Set([...Object.keys(key).map(topOf), ...filtered]),
    expireAfterSeconds: isNumeric(expires) ? toNumber(expires) : undefined,
    covers,
    multikey: [...stored.multikey],
    hasLongKeys: stored.hasLongKeys,
    ready: stored.ready,
  };
}

/** Whether a change of these top-level fields may change a document's entries. */
export const dependsOn = ({ fields }: Index, touched: ReadonlySet<string>): boolean => !fields || [...fields].some((field) => touched.has(field));

/** The index's state as it is stored with its collection. */
export function storedFromIndex(index: Index): StoredIndex {
  return { id: index.id, spec: index.spec, multikey: index.multikey, hasLongKeys: index.hasLongKeys, ready: index.ready };
}
