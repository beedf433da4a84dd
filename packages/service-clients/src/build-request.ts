import type { Readable } from 'node:stream';
import type { Operation } from './contracts.ts';

/** What a call brings, by place; a `csv` is sent as it is. */
export interface CallInput {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
  csv?: string | Readable;
}

/** The path and query of a call: placeholders filled in, lists as one value with commas, what is undefined left out. */
export function buildPath({ path }: Pick<Operation, 'path'>, { params = {}, query = {} }: CallInput): string {
  const filled = path.replaceAll(/:(\w+)/g, (_placeholder, name: string) => encodeURIComponent(String(params[name])));
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const search = new URLSearchParams(Object.fromEntries(given.map(([name, value]) => [name, String(value)])));
  return given.length === 0 ? filled : `${filled}?${search.toString()}`;
}
