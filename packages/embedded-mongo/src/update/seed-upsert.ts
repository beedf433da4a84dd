import { cloneValue } from '../bson/decode-document.ts';
import { isBsonType, isDocument, type Document, type Value } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import { isOperatorObject } from '../semantics/field-tests.ts';
import { Target } from './update-target.ts';

function equalities(filter: Document): [path: string, value: Value][] {
  return Object.entries(filter).flatMap(([name, value]): [string, Value][] => {
    if (name === '$and' && Array.isArray(value)) return value.filter(isDocument).flatMap(equalities);
    if (name === '$or' && Array.isArray(value) && value.length === 1) return value.filter(isDocument).flatMap(equalities);
    if (name.startsWith('$') || isBsonType(value, 'BSONRegExp')) return [];
    if (!isOperatorObject(value)) return [[name, value]];
    if ('$eq' in value) return [[name, value['$eq'] ?? null]];
    const list = value['$in'] ?? value['$all'];
    return Array.isArray(list) && list.length === 1 && list[0] !== undefined && !isBsonType(list[0], 'BSONRegExp') && !isOperatorObject(list[0]) ? [[name, list[0]]] : [];
  });
}

/** The document an upsert starts from: what the filter says a match would have to equal. A replacement takes only the _id. */
export function seedUpsert(filter: Document, onlyId: boolean): Document {
  const seed: Document = {};
  const seen = new Set<string>();
  for (const [path, value] of equalities(filter)) {
    if (onlyId && path !== '_id') continue;
    if (seen.has(path)) throw new CommandError(54, `cannot infer query fields to set, path '${path}' is matched twice`);
    seen.add(path);
    new Target(seed, path.split('.')).set(cloneValue(value));
  }
  return seed;
}
