import { type Liquid, type Template, UndefinedVariableError, type Variable } from 'liquidjs';
import { flattenLiquidErrors } from './liquid-errors.ts';

/** A variable the data lacks: as it is written in the template, and where it would be in the data (null: not looked up there). */
export interface UndefinedVariable {
  name: string;
  path: readonly (string | number)[] | null;
}

/** Every undefined variable a failed rendering tells of, with the others of the same `{{ … }}` that it did not get to. */
export function readUndefinedVariables(error: unknown, engine: Liquid, templates: Template[], data: object): UndefinedVariable[] {
  const looksIntoData = lookUps(engine, templates);
  return flattenLiquidErrors(error).flatMap((missing) => {
    if (!(missing instanceof UndefinedVariableError)) return [];
    const { input, begin, end } = missing.token;
    const own = variablesOf(engine, `{{ ${input.slice(begin, end)} }}`);
    const beside = variablesOf(engine, enclosingOutput(input, begin, end));
    const found = [...own, ...beside.filter((variable) => looksIntoData(variable) && isUndefinedIn(data, variable))];
    return found.map((variable) => ({ name: String(variable), path: looksIntoData(variable) ? staticPath(variable) : null }));
  });
}

/** Tells variables that come from the data from those a template made itself (`assign`, `for`). */
function lookUps(engine: Liquid, templates: Template[]): (variable: Variable) => boolean {
  const { globals } = engine.analyzeSync(templates, { partials: false });
  const names = new Set(Object.values(globals).flat().map(String));
  return (variable) => names.has(String(variable));
}

function variablesOf(engine: Liquid, source: string): Variable[] {
  try {
    return Object.values(engine.parseAndAnalyzeSync(source, undefined, { partials: false }).globals).flat();
  } catch {
    return [];
  }
}

/** The `{{ … }}` around a place in the source; empty for a tag, and where `default` makes variables optional. */
function enclosingOutput(input: string, begin: number, end: number): string {
  const opening = input.lastIndexOf('{{', begin);
  const closing = input.indexOf('}}', end);
  const output = opening > input.lastIndexOf('{%', begin) && closing !== -1 ? input.slice(opening, closing + 2) : '';
  return /\|\s*default\b/.test(output) ? '' : output;
}

function isUndefinedIn(data: object, variable: Variable): boolean {
  let value: unknown = data;
  for (const key of staticPath(variable)) {
    if (value === null) return false;
    if (typeof value !== 'object' || !Object.hasOwn(value, key)) return !['size', 'first', 'last'].includes(String(key));
    value = Reflect.get(value, key);
  }
  return value === undefined;
}

/** Up to the first segment that is itself looked up, as in `items[index]`. */
function staticPath({ segments }: Variable): (string | number)[] {
  const path: (string | number)[] = [];
  for (const segment of segments) {
    if (typeof segment === 'object') break;
    path.push(segment);
  }
  return path;
}
