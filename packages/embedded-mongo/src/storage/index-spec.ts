import { parseCollation } from '../bson/collation.ts';
import { encodeDocument } from '../bson/encode-document.ts';
import { isDocument, isNumeric, typeAlias, type Document, type Value } from '../bson/values.ts';
import { toNumber } from '../bson/arithmetic.ts';
import { CommandError } from '../errors.ts';
import { compileFilter } from '../semantics/compile-filter.ts';
import type { Collection } from './collection.ts';

const accepted = new Set(['key', 'name', 'unique', 'sparse', 'hidden', 'partialFilterExpression', 'expireAfterSeconds', 'collation']);
const withoutMeaning = new Set(['v', 'background', 'ns', 'textIndexVersion']);
const refused: Readonly<Record<string, string>> = {
  weights: 'text', default_language: 'text', language_override: 'text', '2dsphereIndexVersion': 'geospatial', bits: 'geospatial', min: 'geospatial', max: 'geospatial',
  wildcardProjection: 'wildcard', storageEngine: 'storage engine options for', prepareUnique: 'prepareUnique', clustered: 'clustered', columnstoreProjection: 'columnstore',
};
const longestTtl = 2_147_483_647;

function checkKey(key: Value | undefined): Document {
  if (!isDocument(key)) throw new CommandError(9, "The 'key' field is a required property of an index specification");
  if (Object.keys(key).length === 0) throw new CommandError(67, 'Must specify at least one field for the index key');
  if (Object.keys(key).length > 32) throw new CommandError(67, 'Index has too many fields');
  for (const [path, direction] of Object.entries(key)) {
    if (path === '' || path.split('.').includes('')) throw new CommandError(67, 'Index keys cannot contain an empty field.');
    if (path.includes('$**')) throw new CommandError(67, 'wildcard indexes are not supported');
    if (path.split('.').some((part) => part.startsWith('$'))) throw new CommandError(67, "Index key contains an illegal field name: field name starts with '$'.");
    if (typeof direction === 'string') throw new CommandError(67, `Unknown index plugin '${direction}': this server has no text, geospatial, hashed or vector indexes`);
    if (!isNumeric(direction) || toNumber(direction) === 0 || Number.isNaN(toNumber(direction))) throw new CommandError(67, `Values in v:2 index key pattern cannot be of type ${typeAlias(direction)}, or be 0. Only numbers > 0, numbers < 0, and strings are allowed.`);
  }
  return key;
}

function checkTtl(expires: Value | undefined, key: Document): void {
  if (expires === undefined) return;
  if (!isNumeric(expires)) throw new CommandError(67, "TTL index 'expireAfterSeconds' option must be numeric");
  const seconds = toNumber(expires);
  if (!(seconds >= 0 && seconds <= longestTtl)) throw new CommandError(67, `TTL index 'expireAfterSeconds' option must be within an acceptable range, try a different number than ${seconds}`);
  if (Object.keys(key).length > 1) throw new CommandError(67, 'TTL indexes are single-field indexes, compound indexes do not support TTL');
  if ('_id' in key) throw new CommandError(197, "The field 'expireAfterSeconds' is not valid for an _id index specification");
}

const partialOperators = new Set(['$eq', '$gt', '$gte', '$lt', '$lte', '$exists', '$type', '$in', '$and', '$or']);

function checkPartialFilter(filter: Value | undefined): void {
  if (filter === undefined) return;
  if (!isDocument(filter)) throw new CommandError(67, "'partialFilterExpression' for an index must be a document");
  compileFilter(filter);
  const check = (value: Value): void => {
    if (Array.isArray(value)) for (const item of value) check(item);
    else if (isDocument(value)) {
      for (const [name, inner] of Object.entries(value)) {
        if (name.startsWith('$') && !partialOperators.has(name)) throw new CommandError(67, `Expression not supported in partial index: ${name}`);
        if (name === '$exists' && inner !== true && inner !== 1) throw new CommandError(67, 'Expression not supported in partial index: $exists: false');
        check(inner);
      }
    }
  };
  check(filter);
}

/** A createIndexes specification, checked and completed. Throws MongoDB's errors. */
export function readIndexSpec(given: Document, collection: Collection | undefined): Document {
  const key = checkKey(given['key']);
  const { name } = given;
  if (typeof name !== 'string' || name === '') throw new CommandError(9, "The 'name' field is a required property of an index specification");
  for (const field of Object.keys(given)) {
    const kind = refused[field];
    if (kind !== undefined) throw new CommandError(67, `${kind} indexes are not supported: '${field}'`);
    if (!accepted.has(field) && !withoutMeaning.has(field)) throw new CommandError(197, `The field '${field}' is not valid for an index specification. Specification: ${name}`);
  }
  checkTtl(given['expireAfterSeconds'], key);
  checkPartialFilter(given['partialFilterExpression']);
  if (given['sparse'] === true && given['partialFilterExpression'] !== undefined) throw new CommandError(67, 'cannot mix "partialFilterExpression" and "sparse" options');
  const collation = given['collation'] === undefined ? collection?.collation : parseCollation(given['collation']);
  const spec: Document = { key, name };
  for (const field of ['unique', 'sparse', 'hidden'] as const) if (given[field] === true || given[field] === 1) spec[field] = true;
  for (const field of ['partialFilterExpression', 'expireAfterSeconds'] as const) if (given[field] !== undefined) spec[field] = given[field];
  if (collation) spec['collation'] = collation.spec;
  return spec;
}

const same = (left: Value | undefined, right: Value | undefined): boolean => encodeDocument({ v: left }).equals(encodeDocument({ v: right }));
/** Directions count by their sign alone. */
const pattern = (key: Value | undefined): string => JSON.stringify(Object.entries(isDocument(key) ? key : {}).map(([path, direction]) => [path, isNumeric(direction) && toNumber(direction) < 0]));

/** Whether an index is what `spec` asks for. Throws 85 or 86 where it is nearly so. */
function isSameIndex(existing: Document, spec: Document): boolean {
  const sameName = existing['name'] === spec['name'];
  const samePattern = pattern(existing['key']) === pattern(spec['key']);
  if (!sameName && !samePattern) return false;
  const agree = (fields: readonly string[]) => fields.every((field) => same(existing[field], spec[field]));
  const sameKey = samePattern && agree(['collation', 'partialFilterExpression']);
  const sameBehaviour = agree(['unique', 'sparse', 'expireAfterSeconds']);
  if (sameName && sameKey && sameBehaviour) return true;
  const description = `Requested index: ${JSON.stringify({ v: 2, ...spec })}, existing index: ${JSON.stringify({ v: 2, ...existing })}`;
  if (sameKey && !sameName && sameBehaviour) throw new CommandError(85, `Index already exists with a different name: ${String(existing['name'])}`);
  if (sameKey) throw new CommandError(85, `An equivalent index already exists with the same name but different options. ${description}`);
  if (sameName) throw new CommandError(86, `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. ${description}`);
  return false;
}

/** What of `wanted` is not among `existing`, in its order, each once. Throws 85 or 86 for one that is nearly the same as another. */
export function missingSpecs(existing: readonly Document[], wanted: readonly Document[]): Document[] {
  const known = [...existing];
  for (const spec of wanted) if (!known.some((each) => isSameIndex(each, spec))) known.push(spec);
  return known.slice(existing.length);
}
