import fc from 'fast-check';
import { arbitraryOf, orKnown, type KnownValues } from './arbitrary-of.ts';
import type { DocumentedOperation } from './read-operations.ts';
import { spoil, spoiledText, spoilings, type Spoiling } from './spoil.ts';

/** What a request says, by where it says it. */
export interface Parts {
  path: Record<string, string>;
  query: Record<string, string>;
  headers: Record<string, string>;
  body?: unknown;
}

/** One thing about a good request that is to be wrong: in one place, or all of it, as a page of another site would send it. */
export interface Mistake {
  place: 'path' | 'query' | 'headers' | 'body' | 'origin';
  at: number;
  text: string;
  spoiling: Spoiling;
}

/** `good`: as it should be; `spoiled`: as that, with one mistake; `made`: from the document alone. */
export type Plan = { kind: 'good' } | { kind: 'spoiled'; mistake: Mistake } | { kind: 'made'; parts: Parts };

const mistakes: fc.Arbitrary<Mistake> = fc.record({ place: fc.constantFrom('path', 'query', 'headers', 'body', 'body', 'origin'), at: fc.nat(), text: spoiledText, spoiling: spoilings });
const asText = (value: unknown) => (typeof value === 'string' ? value : Array.isArray(value) ? value.join(',') : JSON.stringify(value));

/** A third each of good requests, of those with one mistake, and of those that nobody would send. `known` is what there is, by field and by the segment before a placeholder. */
export function planRequests(operation: DocumentedOperation, components: Record<string, unknown>, known: KnownValues): fc.Arbitrary<Plan> {
  const { parameters, requestBody } = operation;
  const [media] = Object.values(requestBody?.content ?? {});
  const body = media === undefined ? fc.constant(undefined) : arbitraryOf(media.schema, components, known);
  const values = (place: string, pool: (name: string) => readonly string[] | undefined) => {
    const here = parameters.filter((parameter) => parameter.in === place);
    const valueOf = ({ name, schema }: (typeof here)[number]) => orKnown(fc.oneof({ weight: 3, arbitrary: arbitraryOf(schema, components).map(asText) }, { weight: 1, arbitrary: spoiledText }), pool(name));
    return fc.record(Object.fromEntries(here.map((parameter) => [parameter.name, valueOf(parameter)])), { requiredKeys: here.filter(({ required }) => required).map(({ name }) => name) });
  };
  const parts = fc.record({ path: values('path', (name) => known[poolOf(operation.path, name)]), query: values('query', (name) => known[name]), headers: values('header', () => undefined), body: fc.oneof(body, fc.tuple(body, spoilings).map(([value, spoiling]) => spoil(value, spoiling))) });
  return fc.oneof(
    fc.constant({ kind: 'good' } as const),
    mistakes.map((mistake) => ({ kind: 'spoiled', mistake }) as const),
    parts.map((made) => ({ kind: 'made', parts: made }) as const),
  );
}

/** What a placeholder stands for is told by the segment before it: `/users/{id}` is one of `users`. */
export function poolOf(path: string, placeholder: string): string {
  const segments = path.split('/');
  return segments[segments.indexOf(`{${placeholder}}`) - 1] ?? '';
}

/** A good request with its mistake. Where it has nothing to be wrong at the place, something that nobody asked for stands there. */
export function mistaken(parts: Parts, { place, at, text, spoiling }: Mistake): Parts {
  switch (place) {
    case 'body':
      return 'body' in parts && parts.body !== undefined ? { ...parts, body: spoil(parts.body, spoiling) } : { ...parts, query: { ...parts.query, [spoiling.name]: text } };
    case 'origin':
      return { ...parts, headers: { ...parts.headers, origin: 'https://elsewhere.example' } };
    default: {
      const names = Object.keys(parts[place]);
      return { ...parts, [place]: { ...parts[place], [names.length === 0 ? (place === 'headers' ? 'accept' : 'extra') : names[at % names.length] ?? '']: text } };
    }
  }
}
