import fc from 'fast-check';
import { z } from 'zod';

/** The part of JSON Schema (draft 2020-12) that the OpenAPI document uses. */
const JsonSchema = z.looseObject({
  $ref: z.string().optional(),
  const: z.json().optional(),
  enum: z.array(z.json()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  allOf: z.array(z.unknown()).optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  pattern: z.string().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
  items: z.unknown().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  additionalProperties: z.unknown().optional(),
});
type JsonSchema = z.infer<typeof JsonSchema>;

const MAX_DEPTH = 4;
const MAX_ITEMS = 3;

/** Values that there are, by the name of the field they may stand in. */
export type KnownValues = Readonly<Record<string, readonly string[]>>;

/**
 * Values that satisfy a schema of an OpenAPI document, for the most part: what no schema can say is left to the server. Half of the fields
 * that refer to something refer to what there is.
 */
export function arbitraryOf(schema: unknown, components: Record<string, unknown>, known: KnownValues = {}, depth = 0): fc.Arbitrary<unknown> {
  const parsed = JsonSchema.parse(schema);
  const inner = (next: unknown) => arbitraryOf(next, components, known, depth + 1);
  if (parsed.$ref !== undefined) return inner(components[parsed.$ref.replace('#/components/schemas/', '')]);
  if (parsed.const !== undefined) return fc.constant(parsed.const);
  if (parsed.enum !== undefined) return fc.constantFrom(...parsed.enum);
  const options = parsed.anyOf ?? parsed.oneOf;
  if (options !== undefined) return fc.oneof(...(depth > MAX_DEPTH ? withoutReferences(options) : options).map(inner));
  if (parsed.allOf !== undefined) return fc.tuple(...parsed.allOf.map(inner)).map((parts) => Object.assign({}, ...parts));
  if (Array.isArray(parsed.type)) return fc.oneof(...parsed.type.map((type) => inner({ ...parsed, type })));
  switch (parsed.type) {
    case 'string':
      return arbitraryString(parsed);
    case 'integer':
      return fc.integer({ min: Math.max(parsed.minimum ?? -1_000_000, -2_000_000_000), max: Math.min(parsed.maximum ?? 1_000_000, 2_000_000_000) });
    case 'number':
      return fc.double({ min: parsed.minimum ?? -1e9, max: parsed.maximum ?? 1e9, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(inner(parsed.items ?? {}), { minLength: parsed.minItems ?? 0, maxLength: Math.max(parsed.minItems ?? 0, Math.min(parsed.maxItems ?? MAX_ITEMS, MAX_ITEMS)) });
    case 'object':
      return arbitraryObject(parsed, inner, known);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

/** Of a schema that refers to itself the options that come to an end. */
function withoutReferences(options: readonly unknown[]): readonly unknown[] {
  const ending = options.filter((option) => !JSON.stringify(option).includes('"$ref"'));
  return ending.length === 0 ? options.slice(0, 1) : ending;
}

function arbitraryString({ format, pattern, minLength = 0, maxLength }: JsonSchema): fc.Arbitrary<string> {
  if (format === 'email') return fc.stringMatching(/^[a-z]{1,12}@example\.(com|org)$/);
  if (format === 'date-time') return fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }).map((date) => date.toISOString());
  if (pattern !== undefined && !pattern.includes('\\p{')) return fc.stringMatching(new RegExp(pattern));
  return fc.string({ minLength, maxLength: Math.min(maxLength ?? 30, Math.max(minLength, 60)) });
}

function arbitraryObject({ properties = {}, required = [], additionalProperties }: JsonSchema, inner: (schema: unknown) => fc.Arbitrary<unknown>, known: KnownValues): fc.Arbitrary<unknown> {
  const record = fc.record(Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, orKnown(inner(property), known[name])])), { requiredKeys: required });
  if (Object.keys(properties).length > 0 || typeof additionalProperties !== 'object') return record;
  return fc.dictionary(fc.string({ minLength: 1, maxLength: 12 }), inner(additionalProperties), { maxKeys: MAX_ITEMS });
}

/** Half of the time one of the values that there are, if there are any. */
export function orKnown<Value>(arbitrary: fc.Arbitrary<Value>, values: readonly string[] = []): fc.Arbitrary<Value | string> {
  return values.length === 0 ? arbitrary : fc.oneof(arbitrary, fc.constantFrom(...values));
}
