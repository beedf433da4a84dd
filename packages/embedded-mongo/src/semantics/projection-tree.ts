import { toNumber } from '../bson/arithmetic.ts';
import { isDocument, isNumeric, type Document, type Value } from '../bson/values.ts';
import { CommandError } from '../errors.ts';

/** A projection with its dotted paths taken apart. A leaf includes, excludes, or computes. */
export interface ProjectionNode {
  readonly children: Map<string, ProjectionNode>;
  leaf: { readonly kind: 'include' | 'exclude' } | { readonly kind: 'compute'; readonly value: Value } | undefined;
}

const emptyNode = (): ProjectionNode => ({ children: new Map(), leaf: undefined });

function leafOf(value: Value): NonNullable<ProjectionNode['leaf']> {
  if (typeof value === 'boolean') return { kind: value ? 'include' : 'exclude' };
  if (isNumeric(value)) return { kind: toNumber(value) === 0 ? 'exclude' : 'include' };
  return { kind: 'compute', value };
}

const collision = (path: string): CommandError => new CommandError(31250, `Path collision at ${path}`);

function insert(root: ProjectionNode, path: string, value: Value): void {
  let node = root;
  for (const part of path.split('.')) {
    if (part === '') throw new CommandError(40353, 'FieldPath field names may not be empty strings.');
    if (part.startsWith('$')) throw new CommandError(16410, `FieldPath field names may not start with '$'. Consider using $getField or $setField.`);
    if (node.leaf) throw collision(path);
    const next = node.children.get(part) ?? emptyNode();
    node.children.set(part, next);
    node = next;
  }
  if (node.leaf || node.children.size > 0) throw collision(path);
  const [operator] = isDocument(value) ? Object.keys(value) : [];
  if (isDocument(value) && operator !== undefined && !operator.startsWith('$')) {
    for (const [name, inner] of Object.entries(value)) insert(node, name, inner);
  } else {
    node.leaf = leafOf(value);
  }
}

/** Takes a projection's specification apart. */
export function parseProjectionTree(specification: Document): ProjectionNode {
  const root = emptyNode();
  for (const [path, value] of Object.entries(specification)) insert(root, path, value);
  return root;
}
