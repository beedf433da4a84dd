import { evalExpr } from 'mingo/core';
import type { Options } from 'mingo/types';
import { getField, isDocument, setField, type Document, type Value } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import { checkExpression } from '../expression/check-expression.ts';
import type { StageOperator } from '../expression/mingo-operators.ts';

/** The new fields as a tree: an expression at the end of each path. */
interface Node {
  readonly children: Map<string, Node>;
  expression: Value | undefined;
}

const emptyNode = (): Node => ({ children: new Map(), expression: undefined });

function insert(root: Node, path: string, value: Value): void {
  let node = root;
  for (const part of path.split('.')) {
    if (part === '') throw new CommandError(40353, 'FieldPath field names may not be empty strings.');
    if (part.startsWith('$')) throw new CommandError(16410, "FieldPath field names may not start with '$'. Consider using $getField or $setField.");
    if (node.expression !== undefined) throw new CommandError(40176, `Invalid $addFields :: caused by :: specification contains two conflicting paths: '${path}'`);
    const next = node.children.get(part) ?? emptyNode();
    node.children.set(part, next);
    node = next;
  }
  if (node.expression !== undefined || node.children.size > 0) throw new CommandError(40176, `Invalid $addFields :: caused by :: specification contains two conflicting paths: '${path}'`);
  const [first] = isDocument(value) ? Object.keys(value) : [];
  if (isDocument(value) && first !== undefined && !first.startsWith('$')) for (const [name, inner] of Object.entries(value)) insert(node, name, inner);
  else node.expression = value;
}

function addTo(value: Value | undefined, node: Node, root: Document, options: Options): Value | undefined {
  if (node.expression !== undefined) return evalExpr(root, node.expression, options) as Value | undefined; // mingo hands on values
  if (Array.isArray(value)) return value.map((item) => addTo(item, node, root, options) ?? null);
  const result: Document = isDocument(value) ? { ...value } : {};
  for (const [name, child] of node.children) {
    const field = addTo(getField(result, name), child, root, options);
    if (field === undefined) delete result[name];
    else setField(result, name, field);
  }
  return result;
}

/** $addFields and $set. mingo replaces an embedded document where MongoDB merges, and does not enter arrays. */
export const addFieldsStage: StageOperator = (documents, specification, options) => {
  if (!isDocument(specification)) throw new CommandError(40272, '$addFields specification stage must be an object');
  checkExpression(specification, options);
  const tree = emptyNode();
  for (const [path, value] of Object.entries(specification)) insert(tree, path, value);
  return documents.map((document: Document) => addTo(document, tree, document, options));
};

/** A document with values at dotted paths, merged as $addFields merges them. */
export function withFields(document: Document, fields: readonly (readonly [path: string, value: Value])[]): Document {
  return fields.reduce<Document>((result, [path, value]) => {
    const [name = '', ...rest] = path.split('.');
    const inner = getField(result, name);
    const place = (container: Value | undefined): Value => (Array.isArray(container) ? container.map(place) : withFields(isDocument(container) ? container : {}, [[rest.join('.'), value]]));
    const copy = { ...result };
    setField(copy, name, rest.length === 0 ? value : place(inner));
    return copy;
  }, document);
}
