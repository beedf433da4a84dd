import type { z } from 'zod';

export type Json = z.infer<ReturnType<typeof z.json>>;
export type JsonObject = { [name: string]: Json };

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a dotted path (`invoice.total`, `items.0.name`), undefined when there is none. Inherited properties don't count. */
export function getAtPath(data: Json, path: string): Json | undefined {
  let current: Json | undefined = data;
  for (const name of path.split('.')) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, name)) return undefined;
    current = Array.isArray(current) ? current[Number(name)] : current[name];
  }
  return current;
}

/** A copy of `data` with `value` at a dotted path. What stands in the way and is no object is replaced by one. */
export function setAtPath(data: JsonObject, path: string, value: Json): JsonObject {
  const [name = '', ...rest] = path.split('.');
  if (rest.length === 0) return { ...data, [name]: value };
  const inner = Object.hasOwn(data, name) ? data[name] : undefined;
  return { ...data, [name]: setAtPath(isJsonObject(inner) ? inner : {}, rest.join('.'), value) };
}

/** The dotted path of an RFC 6901 pointer into `root`: `/data/invoice/total` in `/data` is `invoice.total`. Null when it points elsewhere. */
export function pathOfPointer(pointer: string, root: string): string | null {
  if (!pointer.startsWith(`${root}/`)) return null;
  return pointer.slice(root.length + 1).split('/').map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~')).join('.');
}
