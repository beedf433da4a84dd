import { badValue, CommandError } from '../errors.ts';
import { getField, isDocument, setField, type Document, type Value } from '../bson/values.ts';
import { printValue } from '../bson/print-value.ts';

const longestPadding = 1_500_000;

const isPosition = (text: string): boolean => /^(0|[1-9]\d*)$/.test(text);

function positionIn(items: readonly Value[], part: string, path: readonly string[]): number {
  const position = Number(part);
  if (position > items.length + longestPadding) throw badValue(`can't backfill more than ${longestPadding} elements at '${path.join('.')}'`);
  return position;
}

const notViable = (part: string, parentName: string, parent: Value): CommandError =>
  new CommandError(28, `Cannot create field '${part}' in element {${parentName}: ${printValue(parent)}}`);

function child(container: Document | Value[], part: string): Value | undefined {
  if (!Array.isArray(container)) return getField(container, part);
  return isPosition(part) ? container[Number(part)] : undefined;
}

function assign(container: Document | Value[], part: string, value: Value, path: readonly string[]): void {
  if (!Array.isArray(container)) return setField(container, part, value);
  const position = positionIn(container, part, path);
  while (container.length < position) container.push(null);
  container[position] = value;
}

/** Walks to the container of the last part; with `create`, missing documents on the way come into being. */
function containerOf(root: Document, parts: readonly string[], create: boolean): Document | Value[] | undefined {
  let container: Document | Value[] = root;
  for (let depth = 0; depth < parts.length - 1; depth += 1) {
    const part = parts[depth] ?? '';
    if (create && Array.isArray(container) && !isPosition(part)) throw notViable(part, parts[depth - 1] ?? '', container);
    const next: Value | undefined = child(container, part);
    if (next === undefined) {
      if (!create) return undefined;
      const made: Document = {};
      assign(container, part, made, parts);
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

/** One place in a document that an update operator works on: what a concrete path (no positional parts) names. Nothing is created before `set`. */
export class Target {
  private readonly root: Document;
  private readonly parts: readonly string[];
  private readonly last: string;

  constructor(root: Document, parts: readonly string[]) {
    this.root = root;
    this.parts = parts;
    this.last = parts.at(-1) ?? '';
  }

  get path(): string {
    return this.parts.join('.');
  }

  get(): Value | undefined {
    const container = containerOf(this.root, this.parts, false);
    return container && child(container, this.last);
  }

  set(value: Value): void {
    const container = containerOf(this.root, this.parts, true);
    if (container) assign(container, this.last, value, this.parts);
  }

  unset(): void {
    const container = containerOf(this.root, this.parts, false);
    if (!container) return;
    if (!Array.isArray(container)) delete container[this.last];
    else if (isPosition(this.last) && Number(this.last) < container.length) container[Number(this.last)] = null;
  }
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
  return parts.length === 0 ? root : new Target(root, parts).get();
}

/** The concrete paths a path with `$`, `$[]` or `$[identifier]` stands for in one document. */
export function resolvePositions(root: Document, parts: readonly string[], positions: Positions): (readonly string[])[] {
  const at = parts.findIndex((part) => part.startsWith('$'));
  if (at < 0) return [parts];
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

