import { badValue, CommandError } from '../errors.ts';
import { getField, isDocument, setField, type Document, type Value } from '../bson/values.ts';
import { printValue } from '../bson/print-value.ts';

const longestPadding = 1_500_000;

/** One place in a document that an update operator works on. */
export interface Target {
  readonly path: string;
  get(): Value | undefined;
  set(value: Value): void;
  unset(): void;
}

export const isPosition = (text: string): boolean => /^(0|[1-9]\d*)$/.test(text);

function positionIn(items: readonly Value[], part: string, path: string): number {
  const position = Number(part);
  if (position > items.length + longestPadding) throw badValue(`can't backfill more than ${longestPadding} elements at '${path}'`);
  return position;
}

const notViable = (part: string, parentName: string, parent: Value): CommandError =>
  new CommandError(28, `Cannot create field '${part}' in element {${parentName}: ${printValue(parent)}}`);

function child(container: Document | Value[], part: string): Value | undefined {
  if (!Array.isArray(container)) return getField(container, part);
  return isPosition(part) ? container[Number(part)] : undefined;
}

function assign(container: Document | Value[], part: string, value: Value, path: string): void {
  if (!Array.isArray(container)) return setField(container, part, value);
  const position = positionIn(container, part, path);
  while (container.length < position) container.push(null);
  container[position] = value;
}

/** Walks to the container of the last part; with `create`, missing documents on the way come into being. */
function containerOf(root: Document, parts: readonly string[], create: boolean): Document | Value[] | undefined {
  let container: Document | Value[] = root;
  for (const [depth, part] of parts.slice(0, -1).entries()) {
    if (create && Array.isArray(container) && !isPosition(part)) throw notViable(part, parts[depth - 1] ?? '', container);
    const next: Value | undefined = child(container, part);
    if (next === undefined) {
      if (!create) return undefined;
      const made: Document = {};
      assign(container, part, made, parts.join('.'));
      container = made;
    } else if (isDocument(next) || Array.isArray(next)) {
      container = next;
    } else {
      if (!create) return undefined;
      throw notViable(parts[depth + 1] ?? '', part, next);
    }
  }
  const last = parts.at(-1) ?? '';
  if (create && Array.isArray(container) && !isPosition(last)) throw notViable(last, parts.at(-2) ?? '', container);
  return container;
}

/** The place a concrete path (no positional parts) names; nothing is created before `set`. */
export function targetAt(root: Document, parts: readonly string[]): Target {
  const last = parts.at(-1) ?? '';
  const path = parts.join('.');
  return {
    path,
    get: () => {
      const container = containerOf(root, parts, false);
      return container && child(container, last);
    },
    set: (value) => {
      const container = containerOf(root, parts, true);
      if (container) assign(container, last, value, path);
    },
    unset: () => {
      const container = containerOf(root, parts, false);
      if (!container) return;
      if (!Array.isArray(container)) delete container[last];
      else if (isPosition(last) && Number(last) < container.length) container[Number(last)] = null;
    },
  };
}

/** What positional parts mean for one document. */
export interface Positions {
  /** The array index the query matched, for `$`. */
  readonly matched: (arrayPath: string) => number | undefined;
  /** Array filters by identifier, for `$[identifier]`. */
  readonly filters: Readonly<Record<string, (value: Value) => boolean>>;
}

function selectElements(items: readonly Value[], part: string, positions: Positions): number[] {
  const everyIndex = [...items.keys()];
  if (part === '$[]') return everyIndex;
  const identifier = part.slice(2, -1);
  const matches = positions.filters[identifier];
  if (!matches) throw badValue(`No array filter found for identifier '${identifier}' in path`);
  return everyIndex.filter((index) => matches(items[index] ?? null));
}

function valueAt(root: Document, parts: readonly string[]): Value | undefined {
  return parts.length === 0 ? root : targetAt(root, parts).get();
}

/** The concrete paths a path with `$`, `$[]` or `$[identifier]` stands for in one document. */
export function resolvePositions(root: Document, parts: readonly string[], positions: Positions): string[][] {
  const at = parts.findIndex((part) => part.startsWith('$'));
  if (at < 0) return [[...parts]];
  const [before, part = '', after] = [parts.slice(0, at), parts[at], parts.slice(at + 1)];
  if (part === '$') {
    const index = positions.matched(before.join('.'));
    if (index === undefined) throw badValue('The positional operator did not find the match needed from the query.');
    return resolvePositions(root, [...before, String(index), ...after], positions);
  }
  const array = valueAt(root, before);
  if (array === undefined) throw badValue(`The path '${before.join('.')}' must exist in the document in order to apply array updates.`);
  if (!Array.isArray(array)) throw badValue(`Cannot apply array updates to non-array element ${before.at(-1) ?? ''}: ${printValue(array)}`);
  return selectElements(array, part, positions).flatMap((index) => resolvePositions(root, [...before, String(index), ...after], positions));
}

