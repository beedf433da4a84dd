import { getAtPath, isJsonObject, setAtPath, type Json, type JsonObject } from '../../lib/json-path.ts';

/** One input of the form that is made from a template's variables. `path` is dotted, as Liquid writes it. */
export interface VariableField {
  path: string;
  kind: 'text' | 'number' | 'boolean' | 'json';
  /** What stands in the input at first, from the sample. */
  initial: string;
}

/**
 * The inputs for a template's variables. The sample decides their kind; lists and objects that are used as a whole are typed as
 * JSON, and then what is inside of them gets no input of its own.
 */
export function describeVariables(variables: readonly string[], sample: JsonObject): VariableField[] {
  const fields: VariableField[] = [];
  for (const path of [...new Set(variables)].sort()) {
    const inJson = fields.some((field) => field.kind === 'json' && path.startsWith(`${field.path}.`));
    const value = getAtPath(sample, path);
    const hasParts = variables.some((other) => other.startsWith(`${path}.`));
    if (inJson || (hasParts && (isJsonObject(value) || value === undefined))) continue;
    fields.push({ path, ...inputOf(value) });
  }
  return fields;
}

function inputOf(value: Json | undefined): Pick<VariableField, 'kind' | 'initial'> {
  if (typeof value === 'number') return { kind: 'number', initial: String(value) };
  if (typeof value === 'boolean') return { kind: 'boolean', initial: String(value) };
  if (typeof value === 'object' && value !== null) return { kind: 'json', initial: JSON.stringify(value, null, 2) };
  return { kind: 'text', initial: value ?? '' };
}

/** Puts the inputs together to the template's data, on top of the sample; or says which input can't be read, and why. */
export function assembleData(fields: readonly VariableField[], texts: Readonly<Record<string, string>>, sample: JsonObject): { data: JsonObject; problems: Record<string, string> } {
  let data = sample;
  const problems: Record<string, string> = {};
  for (const { path, kind, initial } of fields) {
    const text = texts[path] ?? initial;
    const value = readInput(kind, text);
    if (value === undefined) problems[path] = kind === 'number' ? 'This must be a number' : 'This must be valid JSON';
    else data = setAtPath(data, path, value);
  }
  return { data, problems };
}

function readInput(kind: VariableField['kind'], text: string): Json | undefined {
  if (kind === 'text') return text;
  if (kind === 'boolean') return text === 'true';
  if (kind === 'number') return text.trim() === '' || !Number.isFinite(Number(text)) ? undefined : Number(text);
  try {
    return JSON.parse(text) as Json; // JSON.parse yields nothing but JSON.
  } catch {
    return undefined;
  }
}
