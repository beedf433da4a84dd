import { decodeDocument } from '../bson/decode-document.ts';
import { encodeDocument } from '../bson/encode-document.ts';
import { getField, isDocument, setField, type Document, type Value } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import type { Options } from 'mingo/types';
import { compileExpression, type Expression } from '../expression/compile-expression.ts';
import { excludePaths, includePaths, type Branch } from './project-bytes.ts';
import { parseProjectionTree, type ProjectionNode } from './projection-tree.ts';

/** What is left of a document: of one that is decoded, which it never changes, or of its BSON, which is not decoded where paths are kept or left out as they are. */
export interface Projection {
  ofDocument(document: Document): Document;
  ofBytes(bytes: Buffer): Buffer;
}

/** A projection operator that only find knows ($slice, $elemMatch): the field's old value in, its new one out. */
export type FieldProjection = (value: Value | undefined) => Value | undefined;

interface CompiledNode {
  readonly children: ReadonlyMap<string, CompiledNode>;
  readonly keep: boolean;
  readonly compute: Expression | undefined;
  readonly transform: FieldProjection | undefined;
}

type CompileFieldProjection = (path: string, value: Value) => FieldProjection | undefined;

function compileNode(node: ProjectionNode, path: string, options: () => Options, special: CompileFieldProjection): CompiledNode {
  const transform = node.leaf?.kind === 'compute' ? special(path, node.leaf.value) : undefined;
  return {
    children: new Map([...node.children].map(([name, child]) => [name, compileNode(child, path === '' ? name : `${path}.${name}`, options, special)])),
    keep: node.leaf?.kind === 'include',
    compute: node.leaf?.kind === 'compute' && !transform ? compileExpression(node.leaf.value, options()) : undefined,
    transform,
  };
}

function includeValue(value: Value, node: CompiledNode, root: Document): Value | undefined {
  if (Array.isArray(value)) return value.flatMap((item) => wrapItem(item, node, root));
  if (isDocument(value)) return includeDocument(value, node, root);
  return undefined;
}

/** An array element keeps its place in the result as one element, be it a document or a nested array. */
function wrapItem(item: Value, node: CompiledNode, root: Document): Value[] {
  const included = includeValue(item, node, root);
  return included === undefined ? [] : [included];
}

function computeInto(result: Document, source: Document, node: CompiledNode, root: Document): void {
  for (const [name, child] of node.children) {
    if (child.compute) {
      const value = child.compute(root);
      if (value !== undefined) setField(result, name, value);
      else delete result[name];
    } else if (hasComputed(child) && !isContainer(getField(source, name))) {
      const inner: Document = {};
      computeInto(inner, {}, child, root);
      setField(result, name, inner);
    }
  }
}

const isContainer = (value: Value | undefined): boolean => isDocument(value) || Array.isArray(value);
const hasComputed = (node: CompiledNode): boolean => node.compute !== undefined || [...node.children.values()].some(hasComputed);

function includeDocument(source: Document, node: CompiledNode, root: Document): Document {
  const result: Document = {};
  for (const name of Object.keys(source)) {
    const child = node.children.get(name);
    const value = getField(source, name);
    if (!child || child.compute || value === undefined) continue;
    const kept = child.keep ? value : child.transform ? child.transform(value) : includeValue(value, child, root);
    if (kept !== undefined) setField(result, name, kept);
  }
  computeInto(result, source, node, root);
  return result;
}

function excludeValue(value: Value, node: CompiledNode): Value {
  if (Array.isArray(value)) return value.map((item) => excludeValue(item, node));
  if (!isDocument(value)) return value;
  const result: Document = {};
  for (const name of Object.keys(value)) {
    const child = node.children.get(name);
    const field = getField(value, name);
    if (field === undefined) continue;
    if (!child) setField(result, name, field);
    else if (child.transform) {
      const kept = child.transform(field);
      if (kept !== undefined) setField(result, name, kept);
    } else if (child.children.size > 0) setField(result, name, excludeValue(field, child));
  }
  return result;
}

function kindsIn(node: ProjectionNode, special: CompileFieldProjection, path = ''): Set<string> {
  const kinds = new Set<string>();
  for (const [name, child] of node.children) {
    const childPath = path === '' ? name : `${path}.${name}`;
    if (childPath === '_id' && child.leaf?.kind !== 'compute') continue;
    if (child.leaf?.kind === 'compute') kinds.add(special(childPath, child.leaf.value) ? 'special' : 'compute');
    else if (child.leaf) kinds.add(child.leaf.kind);
    for (const kind of kindsIn(child, special, childPath)) kinds.add(kind);
  }
  return kinds;
}

/** The paths of a projection that computes nothing, for its BSON; undefined when it does. */
function pathsOf(node: CompiledNode): Branch[] | undefined {
  const branches: Branch[] = [];
  for (const [name, child] of node.children) {
    const below = child.compute || child.transform ? undefined : pathsOf(child);
    if (!below) return undefined;
    branches.push({ name: Buffer.from(name), below });
  }
  return branches;
}

/** Without `projectPaths`, BSON is decoded for it, and encoded again. */
export function projectionOf(ofDocument: (document: Document) => Document, projectPaths?: (bytes: Buffer) => Buffer): Projection {
  return { ofDocument, ofBytes: projectPaths ?? ((bytes) => encodeDocument(ofDocument(decodeDocument(bytes)))) };
}

const noSpecial: CompileFieldProjection = () => undefined;

/** What find adds to $project: its own operators, and whether one of them turns the projection into an inclusion. */
export interface FindOperators {
  readonly compile: CompileFieldProjection;
  readonly includes: boolean;
}

/**
 * Compiles an inclusion or exclusion projection with computed fields, as `$project` and `find` have it.
 * Throws 31253/31254 when both kinds are mixed.
 */
export function compileProjection(specification: Document, options: () => Options, find?: FindOperators): Projection {
  const special = find?.compile ?? noSpecial;
  const tree = parseProjectionTree(specification);
  const kinds = kindsIn(tree, special);
  const idLeaf = tree.children.get('_id')?.leaf;
  const including = kinds.has('include') || kinds.has('compute') || find?.includes === true || (kinds.size === 0 && idLeaf?.kind === 'include');
  if (including && kinds.has('exclude')) {
    const name = Object.keys(specification).find((path) => path !== '_id') ?? '';
    throw new CommandError(31254, `Cannot do exclusion on field ${name} in inclusion projection`);
  }
  const compiled = compileNode(tree, '', options, special);
  const children = new Map(compiled.children);
  if (!including) {
    // It is kept anyway, and said so.
    if (idLeaf?.kind === 'include') children.delete('_id');
    const root = { ...compiled, children };
    const paths = pathsOf(root);
    return projectionOf((document) => {
      const result = excludeValue(document, root);
      return isDocument(result) ? result : {};
    }, paths && ((bytes) => excludePaths(bytes, paths)));
  }
  if (!children.has('_id')) children.set('_id', { children: new Map(), keep: true, compute: undefined, transform: undefined });
  if (idLeaf?.kind === 'exclude') children.delete('_id');
  const root = { ...compiled, children };
  const paths = pathsOf(root);
  return projectionOf((document) => includeDocument(document, root, document), paths && ((bytes) => includePaths(bytes, paths)));
}
