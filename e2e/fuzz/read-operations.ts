import { z } from 'zod';

const Operation = z.looseObject({
  operationId: z.string(),
  /** Empty where anybody may call. */
  security: z.array(z.unknown()),
  parameters: z.array(z.looseObject({ name: z.string(), in: z.enum(['path', 'query', 'header']), required: z.boolean(), schema: z.unknown() })),
  requestBody: z.looseObject({ content: z.record(z.string(), z.looseObject({ schema: z.unknown() })) }).optional(),
  responses: z.record(z.string(), z.unknown()),
});
const Document = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
});

/** One operation of an OpenAPI document, with the place it is served at. */
export type DocumentedOperation = z.infer<typeof Operation> & { method: string; path: string };

/** Every operation that the document names, and the schemas they refer to. Throws a ZodError when it is no such document. */
export function readOperations(document: unknown): { operations: DocumentedOperation[]; components: Record<string, unknown> } {
  const { paths, components } = Document.parse(document);
  return {
    components: components.schemas,
    operations: Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ ...operation, method, path }))),
  };
}
