import { createHash } from 'node:crypto';

/** SHA-256 of a request's meaning: the order of an object's members does not matter, everything else does. */
export function hashRequest(request: unknown): string {
  return createHash('sha256').update(JSON.stringify(request, sortMembers)).digest('hex');
}

function sortMembers(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
