import type { Schema, SchemaType } from 'mongoose';

const start = Date.UTC(2026, 10, 21, 9);

/** Rises with `n` in its type's own order; of a list of values, the one whose turn it is. */
function sampleValue(path: string, type: SchemaType, n: number): unknown {
  const allowed: unknown = type.options['enum'];
  if (Array.isArray(allowed)) return allowed[n % allowed.length];
  switch (type.instance) {
    case 'String': return `${path} ${n}`;
    case 'Number': return n;
    case 'Date': return new Date(start + n * 1000);
    case 'Boolean': return n % 2 === 0;
    case 'Array': return type.getEmbeddedSchemaType()?.instance === 'String' ? [`${path} ${n}`] : [];
    case 'Embedded': return type.schema ? sampleDocument(type.schema, n) : {};
    default: return { sample: n };
  }
}

/** A document with every field of a schema filled in; those of a greater `n` come later in every index. */
export function sampleDocument(schema: Schema, n: number): Record<string, unknown> {
  const document: Record<string, unknown> = {};
  schema.eachPath((path, type) => {
    let inner = document;
    const [last = path, ...parents] = path.split('.').toReversed();
    for (const part of parents.toReversed()) inner = inner[part] = (inner[part] ?? {}) as Record<string, unknown>; // made here
    inner[last] = sampleValue(path, type, n);
  });
  return document;
}
