import { DecodedDocument } from '../bson/raw-document.ts';
import { isDocument, type Document, type Value } from '../bson/values.ts';
import { compileFilter, compileValueTest, type FilterContext } from '../semantics/compile-filter.ts';
import { isOperatorObject } from '../semantics/field-tests.ts';
import { readPath } from '../semantics/read-path.ts';

interface Condition {
  readonly path: string;
  readonly condition: Value;
}

function conditionsOf(filter: Document): Condition[] {
  return Object.entries(filter).flatMap(([name, value]) => {
    if ((name === '$and' || name === '$or') && Array.isArray(value)) return value.filter(isDocument).flatMap(conditionsOf);
    return name.startsWith('$') ? [] : [{ path: name, condition: value }];
  });
}

/** Tests one element of the array at `arrayPath` against a condition on the array or below it. */
function elementTest(arrayPath: string, { path, condition }: Condition, context: FilterContext): ((element: Value) => boolean) | undefined {
  if (path === arrayPath) {
    if (isDocument(condition) && isDocument(condition['$elemMatch'])) return compileValueTest(condition['$elemMatch'], context);
    return compileValueTest(isOperatorObject(condition) ? condition : { $in: [condition] }, context);
  }
  if (!path.startsWith(`${arrayPath}.`)) return undefined;
  const below = compileFilter({ [path.slice(arrayPath.length + 1)]: condition }, context);
  return (element) => isDocument(element) && below(new DecodedDocument(element));
}

function firstArrayOn(document: Document, path: string): string | undefined {
  const parts = path.split('.');
  return parts.map((_, depth) => parts.slice(0, depth + 1).join('.')).find((prefix) => Array.isArray(readPath(document, prefix)));
}

/** The index the positional operator `$` stands for: the first element that satisfies the query's conditions on its array. */
export function findMatchedPosition(filter: Document, document: Document, arrayPath: string, context: FilterContext): number | undefined {
  const conditions = conditionsOf(filter);
  const search = (path: string): number | undefined => {
    const array = readPath(document, path);
    const tests = conditions.flatMap((condition) => elementTest(path, condition, context) ?? []);
    if (!Array.isArray(array) || tests.length === 0) return undefined;
    const all = array.findIndex((element) => tests.every((matches) => matches(element)));
    const last = tests.at(-1);
    const found = all >= 0 || !last ? all : array.findIndex((element) => last(element));
    return found >= 0 ? found : undefined;
  };
  return search(arrayPath) ?? conditions.map(({ path }) => firstArrayOn(document, path)).flatMap((path) => (path === undefined ? [] : search(path) ?? []))[0];
}
