import type { Collation } from '../bson/collation.ts';
import { compareBytewise } from '../bson/compare-values.ts';
import { DecodedDocument, fieldName, type DocumentView } from '../bson/raw-document.ts';
import { isDocument, type Document, type Value } from '../bson/values.ts';
import { badValue, CommandError } from '../errors.ts';
import { compileFieldTests, isOperatorObject, type FieldTest } from './field-tests.ts';
import { compileJsonSchema } from './compile-json-schema.ts';
import { testPath } from './match-path.ts';

export type Filter = (document: DocumentView) => boolean;

/** What a filter's meaning depends on beside its text. */
export interface FilterContext {
  readonly collation?: Collation | undefined;
  /** Compiles $expr; where it is absent, $expr is refused. */
  readonly compileCondition?: ((expression: Value) => (document: Document) => boolean) | undefined;
}

function subFilters(name: string, value: Value, context: FilterContext): Filter[] {
  if (!Array.isArray(value)) throw badValue(`${name} must be an array`);
  if (value.length === 0) throw badValue('$and/$or/$nor must be a nonempty array');
  return value.map((item) => {
    if (!isDocument(item)) throw badValue('$or/$and/$nor entries need to be full objects');
    return compileFilter(item, context);
  });
}

const unsupported: Readonly<Record<string, () => CommandError>> = {
  $where: () => new CommandError(2, '$where is not supported: this server runs no JavaScript'),
  $function: () => new CommandError(2, '$function is not supported: this server runs no JavaScript'),
  $text: () => new CommandError(27, 'text index required for $text query'),
};

function compileTopLevel(name: string, value: Value, context: FilterContext): Filter | undefined {
  switch (name) {
    case '$and': {
      const filters = subFilters(name, value, context);
      return (document) => filters.every((filter) => filter(document));
    }
    case '$or': {
      const filters = subFilters(name, value, context);
      return (document) => filters.some((filter) => filter(document));
    }
    case '$nor': {
      const filters = subFilters(name, value, context);
      return (document) => !filters.some((filter) => filter(document));
    }
    case '$expr': {
      if (!context.compileCondition) throw badValue('$expr is not supported in this context');
      const holds = context.compileCondition(value);
      return (document) => holds(document.whole());
    }
    case '$jsonSchema': {
      const holds = compileJsonSchema(value);
      return (document) => holds(document.whole());
    }
    case '$comment': return undefined;
    case '$alwaysTrue': return () => true;
    case '$alwaysFalse': return () => false;
    default: throw unsupported[name]?.() ?? badValue(`unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`);
  }
}

function fieldFilter(path: string, test: FieldTest): Filter {
  const parts = path.split('.').map(fieldName);
  const { negated, mode, matches } = test;
  if (negated) return (document) => !testPath(document, parts, matches, mode);
  return (document) => testPath(document, parts, matches, mode);
}

/**
 * Compiles a query filter once; the result answers for a document without decoding more of it than it asks about.
 * Throws MongoDB's error for anything it does not know. https://www.mongodb.com/docs/manual/reference/operator/query/
 */
export function compileFilter(filter: Document, context: FilterContext = {}): Filter {
  const filters: Filter[] = [];
  for (const [name, value] of Object.entries(filter)) {
    if (name.startsWith('$')) {
      const compiled = compileTopLevel(name, value, context);
      if (compiled) filters.push(compiled);
      continue;
    }
    for (const test of compileFieldTests(value, fieldContext(context))) filters.push(fieldFilter(name, test));
  }
  const [first, second] = filters;
  if (!first) return () => true;
  if (!second) return first;
  return (document) => filters.every((each) => each(document));
}

/** A filter over single values, as $elemMatch, $pull and array filters need it: conditions on the value or on its fields. */
export function compileValueTest(condition: Document, context: FilterContext): (value: Value | undefined) => boolean {
  if (isOperatorObject(condition) && !isLogical(condition)) {
    const tests = compileFieldTests(condition, fieldContext(context));
    return (value) => tests.every(({ negated, matches }) => matches(value) !== negated);
  }
  const filter = compileFilter(condition, context);
  return (value) => (isDocument(value) ? filter(new DecodedDocument(value)) : Array.isArray(value) && filter(new DecodedDocument(Object.fromEntries(value.entries()))));
}

const isLogical = (condition: Document): boolean => Object.keys(condition).every((name) => ['$and', '$or', '$nor', '$expr'].includes(name));

function fieldContext(context: FilterContext) {
  return {
    strings: context.collation?.compare ?? compareBytewise,
    fold: context.collation?.fold,
    compileElement: (condition: Document) => compileValueTest(condition, context),
  };
}
