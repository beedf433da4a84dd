import { DecodedDocument } from '../bson/raw-document.ts';
import { isDocument, setField, type Document, type Value } from '../bson/values.ts';
import { badValue, failedToParse } from '../errors.ts';
import { compileFilter, type FilterContext } from '../semantics/compile-filter.ts';

/** The identifier every condition of an array filter begins with. */
function identifiersIn(filter: Document): string[] {
  return Object.entries(filter).flatMap(([name, value]) => {
    if (!name.startsWith('$')) return [name.split('.')[0] ?? ''];
    return Array.isArray(value) ? value.filter(isDocument).flatMap(identifiersIn) : [];
  });
}

/** Compiles arrayFilters to one test per identifier; each must be used by some `$[identifier]` of the update. */
export function compileArrayFilters(arrayFilters: Value | undefined, usedParts: readonly string[], context: FilterContext): Record<string, (value: Value) => boolean> {
  if (arrayFilters === undefined) return {};
  if (!Array.isArray(arrayFilters)) throw failedToParse("BSON field 'update.updates.arrayFilters' is the wrong type, expected type 'array'");
  const filters: Record<string, (value: Value) => boolean> = {};
  for (const filter of arrayFilters) {
    if (!isDocument(filter)) throw failedToParse('array filters must be documents');
    const identifiers = new Set(identifiersIn(filter));
    const [identifier] = identifiers;
    if (identifier === undefined) throw failedToParse('Cannot use an expression without a top-level field name in arrayFilters');
    if (identifiers.size > 1) throw failedToParse(`Error parsing array filter :: caused by :: Expected a single top-level field name, found '${[...identifiers].join("' and '")}'`);
    if (!/^[a-z][a-zA-Z0-9]*$/.test(identifier)) throw badValue(`Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${identifier}'`);
    if (identifier in filters) throw failedToParse(`Found multiple array filters with the same top-level field name ${identifier}`);
    if (!usedParts.includes(`$[${identifier}]`)) throw failedToParse(`The array filter for identifier '${identifier}' was not used in the update`);
    const matches = compileFilter(filter, context);
    filters[identifier] = (value) => {
      const wrapped: Document = {};
      setField(wrapped, identifier, value);
      return matches(new DecodedDocument(wrapped));
    };
  }
  return filters;
}
