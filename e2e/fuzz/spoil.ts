import fc from 'fast-check';

/** What should never get far: other types, other places, other languages. */
const poison = fc.oneof(
  fc.constantFrom<unknown>(
    null, '', ' ', 0, -1, 1e308, true, [], {}, [[]], '\u0000', '\r\nBcc: eve@example.com', '../../etc/passwd', '<script>alert(1)</script>', "' OR 1=1 --", '{{ constructor }}', '{% include "x" %}',
    '\ud800', '9'.repeat(400), 'x'.repeat(20_000), { $gt: '' }, { $where: 'sleep(1000)' }, { 'a.b': 1 }, { toString: 1 }, ['$ne'],
  ),
  fc.jsonValue({ maxDepth: 2 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const oddNames = fc.constantFrom('__proto__', 'constructor', '$set', 'a.b', 'extra', '', 'id', '_id');

/** What is to be wrong about a value. */
export interface Spoiling {
  at: number;
  bad: unknown;
  name: string;
  how: 'drop' | 'replace' | 'add' | 'whole';
}
export const spoilings: fc.Arbitrary<Spoiling> = fc.record({ at: fc.nat(), bad: poison, name: oddNames, how: fc.constantFrom('drop', 'replace', 'add', 'whole') });

/** A body with one thing wrong in it: a field that is missing, strange or of another type, or no object at all. */
export function spoil(value: unknown, { at, bad, name, how }: Spoiling): unknown {
  if (how === 'whole' || typeof value !== 'object' || value === null || Array.isArray(value)) return bad;
  const entries = Object.entries(value);
  if (how === 'add') return Object.fromEntries([...entries, [name, bad]]);
  const index = entries.length === 0 ? 0 : at % entries.length;
  return Object.fromEntries(how === 'drop' ? entries.filter((_entry, other) => other !== index) : entries.map(([key, current], other) => [key, other === index ? bad : current]));
}

/** A value of a path, a query or a header with something wrong about it, as text. */
export const spoiledText: fc.Arbitrary<string> = poison.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).map((text) => Buffer.from(text.slice(0, 4_000)).toString());
