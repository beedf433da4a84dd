import { toNumber } from '../bson/arithmetic.ts';
import { isDocument, isNumeric, type Document, type Value } from '../bson/values.ts';
import { badValue, CommandError } from '../errors.ts';
import { findMatchedPosition } from '../update/find-matched-position.ts';
import { compileValueTest, type FilterContext } from './compile-filter.ts';
import { compileProjection, projectionOf, type FieldProjection, type Projection } from './compile-projection.ts';
import { filterContext, type Evaluation } from '../expression/evaluation.ts';
import { readPath } from './read-path.ts';

function whole(value: Value | undefined): number | undefined {
  return isNumeric(value) ? Math.trunc(toNumber(value)) : undefined;
}

function compileSlice(operand: Value): FieldProjection {
  const [first, second] = Array.isArray(operand) ? operand.map(whole) : [whole(operand)];
  if (first === undefined || (Array.isArray(operand) && (second === undefined || operand.length !== 2))) throw new CommandError(28667, 'Invalid $slice syntax. The given syntax did not match the find() syntax');
  if (second !== undefined && second <= 0) throw new CommandError(28724, `First argument to $slice must be positive, found: ${second}`);
  return (value) => {
    if (!Array.isArray(value)) return value;
    if (second === undefined) return first < 0 ? value.slice(first) : value.slice(0, first);
    const start = first < 0 ? Math.max(0, value.length + first) : first;
    return value.slice(start, start + second);
  };
}

function compileElemMatch(operand: Value, context: FilterContext): FieldProjection {
  if (!isDocument(operand)) throw badValue(`elemMatch: Invalid argument, object required, but got ${typeof operand}`);
  const matches = compileValueTest(operand, context);
  return (value) => {
    const hit = Array.isArray(value) ? value.find((item) => matches(item)) : undefined;
    return hit === undefined ? undefined : [hit];
  };
}

function findOperator(context: FilterContext): (path: string, value: Value) => FieldProjection | undefined {
  return (_path, value) => {
    if (!isDocument(value)) return undefined;
    if ('$elemMatch' in value) return compileElemMatch(value['$elemMatch'] ?? null, context);
    const { $slice } = value;
    const isFindSlice = $slice !== undefined && (isNumeric($slice) || (Array.isArray($slice) && $slice.every(isNumeric)));
    return isFindSlice ? compileSlice($slice) : undefined;
  };
}

/** Keeps only the array element the query matched, for a projection path that ends in `.$`. */
function positional(path: string, filter: Document, context: FilterContext): (document: Document) => Document {
  return (document) => {
    const position = findMatchedPosition(filter, document, path, context);
    if (position === undefined) throw new CommandError(51246, "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array");
    const array = readPath(document, path);
    return Array.isArray(array) ? replaceAt(document, path.split('.'), array.slice(position, position + 1)) : document;
  };
}

function replaceAt(document: Document, parts: readonly string[], value: Value): Document {
  const [name = '', ...rest] = parts;
  const inner = document[name];
  if (rest.length === 0) return { ...document, [name]: value };
  return isDocument(inner) ? { ...document, [name]: replaceAt(inner, rest, value) } : document;
}

/** find's projection: $project's, with $slice, $elemMatch and the positional `.$`. Undefined when everything stays. */
export function compileFindProjection(specification: Document, filter: Document, evaluation: Evaluation): Projection | undefined {
  const context = filterContext(evaluation);
  const names = Object.keys(specification);
  if (names.length === 0) return undefined;
  const dollar = names.filter((name) => name.endsWith('.$'));
  if (dollar.length > 1) throw new CommandError(31276, 'Cannot specify more than one positional projection per query.');
  const plain = Object.fromEntries(Object.entries(specification).map(([name, value]) => [name.replace(/\.\$$/, ''), value]));
  const includes = Object.values(plain).some((value) => isDocument(value) && '$elemMatch' in value) && !Object.entries(plain).some(([name, value]) => name !== '_id' && (value === 0 || value === false));
  const project = compileProjection(plain, () => evaluation.options, { compile: findOperator(context), includes });
  const [path] = dollar;
  if (path === undefined) return project;
  const narrow = positional(path.slice(0, -2), filter, context);
  return projectionOf((document) => project.ofDocument(narrow(document)));
}
