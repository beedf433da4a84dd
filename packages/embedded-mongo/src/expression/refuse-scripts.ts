import { isDocument, type Value } from '../bson/values.ts';
import { CommandError } from '../errors.ts';

const scripts = new Set(['$function', '$accumulator', '$where']);

/** Throws for anything that would run a client's JavaScript. */
export function refuseScripts(value: Value | undefined): void {
  if (Array.isArray(value)) for (const item of value) refuseScripts(item);
  if (!isDocument(value)) return;
  for (const [name, inner] of Object.entries(value)) {
    if (scripts.has(name)) throw new CommandError(2, `${name} is not supported: this server runs no JavaScript`);
    if (name !== '$literal') refuseScripts(inner);
  }
}
