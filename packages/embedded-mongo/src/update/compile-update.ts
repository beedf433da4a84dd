import { equalValues } from '../bson/compare-values.ts';
import { cloneValue } from '../bson/decode-document.ts';
import { printValue } from '../bson/print-value.ts';
import { getField, isDocument, setField, typeAlias, type Document, type Value } from '../bson/values.ts';
import { badValue, CommandError, failedToParse } from '../errors.ts';
import { filterContext, type Evaluation } from '../expression/evaluation.ts';
import { compileDocumentStages } from '../aggregation/document-stages.ts';
import { compileArrayFilters } from './array-filters.ts';
import { arrayOperators, type UpdateOperator } from './array-operators.ts';
import { fieldOperators } from './field-operators.ts';
import { findMatchedPosition } from './find-matched-position.ts';
import { TouchedFields } from './touched-fields.ts';
import { resolvePositions, Target, type Positions } from './update-target.ts';

/** An update statement, ready to be applied to any number of documents. */
export interface Update {
  readonly kind: 'replacement' | 'operators' | 'pipeline';
  /** What it may change, where that is known; `apply` then needs no more than these fields and the _id. */
  readonly touched: TouchedFields | undefined;
  /**
   * The document after the update. `document` is used up; `original` gives a fresh one, for what the query matched.
   * `inserting` turns $setOnInsert on.
   */
  apply(document: Document, inserting: boolean, original: () => Document): Document;
}

export interface UpdateContext {
  readonly filter: Document;
  readonly arrayFilters: Value | undefined;
  readonly evaluation: Evaluation;
  readonly now: Date;
}

interface Step {
  readonly operator: string;
  readonly parts: readonly string[];
  readonly change: (target: Target, root: Document, positions: Positions) => void;
}

function checkPath(path: string, operator: string): string[] {
  const parts = path.split('.');
  if (path === '') throw new CommandError(56, `An empty update path is not valid.`);
  if (parts.includes('')) throw new CommandError(56, `The update path '${path}' contains an empty field name, which is not allowed.`);
  if (parts[0]?.startsWith('$') && !/^\$(\[.*\])?$/.test(parts[0])) throw new CommandError(52, `The dollar ($) prefixed field '${parts[0]}' in '${path}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`);
  if (parts[0] === '$' || parts[0]?.startsWith('$[')) throw badValue(`Cannot have array filter identifier (i.e. '$[<id>]') element in the first position in path '${path}'`);
  if (operator === '$rename' && parts.some((part) => part.startsWith('$'))) throw badValue(`The source field for $rename may not be dynamic: ${path}`);
  return parts;
}

function renameStep(path: string, operand: Value): Step[] {
  if (typeof operand !== 'string') throw badValue(`The 'to' field for $rename must be a string: ${path}: ${printValue(operand)}`);
  const from = checkPath(path, '$rename');
  const to = checkPath(operand, '$rename');
  if (operand === path) throw badValue(`The source and target field for $rename must differ: ${path}: "${operand}"`);
  return [
    {
      operator: '$rename',
      parts: to,
      change: (target, root) => {
        for (const parts of [from, to]) {
          parts.slice(0, -1).reduce<Value | undefined>((value, part) => {
            const next = isDocument(value) ? getField(value, part) : undefined;
            if (Array.isArray(next)) throw badValue(`The ${parts === from ? 'source' : 'destination'} field cannot be an array element, '${parts.join('.')}' in doc with _id: ${printValue(root['_id'] ?? null)} has an array field called '${part}'`);
            return next;
          }, root);
        }
        const source = new Target(root, from);
        const value = source.get();
        if (value === undefined) return;
        source.unset();
        target.set(value);
      },
    },
    { operator: '$rename', parts: from, change: () => undefined },
  ];
}

const operators: Readonly<Record<string, UpdateOperator>> = { ...fieldOperators, ...arrayOperators };

function compileSteps(update: Document, context: UpdateContext): Step[] {
  const shared = { collation: context.evaluation.collation, now: context.now };
  return Object.entries(update).flatMap(([name, fields]) => {
    const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
    if (!operator && name !== '$rename') throw failedToParse(`Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`);
    if (!isDocument(fields)) throw failedToParse(`Modifiers operate on fields but we found type ${typeAlias(fields)} instead. For example: {$mod: {<field>: ...}} not {${name}: ${printValue(fields)}}`);
    return Object.entries(fields).flatMap(([path, operand]): Step[] => {
      if (!operator) return renameStep(path, operand);
      const change = operator(operand, shared);
      return [{ operator: name, parts: checkPath(path, name), change }];
    });
  });
}

/** Steps come in the order of their paths: what lies within a path follows it at once. */
function checkConflicts(steps: readonly Step[]): void {
  for (let at = 1; at < steps.length; at += 1) {
    const [{ parts: outer }, { parts }] = [steps[at - 1]!, steps[at]!];
    if (outer.length > parts.length || outer.some((part, depth) => part !== parts[depth])) continue;
    throw new CommandError(40, `Updating the path '${parts.join('.')}' would create a conflict at '${outer.join('.')}'`);
  }
}

function comparePaths({ parts: left }: Step, { parts: right }: Step): number {
  for (let depth = 0; depth < left.length && depth < right.length; depth += 1) {
    const [a = '', b = ''] = [left[depth], right[depth]];
    if (a === b) continue;
    const inNumbers = isDigits(a) && isDigits(b) ? Number(a) - Number(b) : 0;
    return inNumbers || (a < b ? -1 : 1);
  }
  return left.length - right.length;
}

const isDigits = (text: string): boolean => /^\d+$/.test(text);

function compileOperators(update: Document, context: UpdateContext): Update {
  const steps = compileSteps(update, context).sort(comparePaths);
  checkConflicts(steps);
  const filters = compileArrayFilters(context.arrayFilters, steps.flatMap(({ parts }) => parts), filterContext(context.evaluation));
  return {
    kind: 'operators',
    touched: new TouchedFields(steps.flatMap(({ operator, parts }) => (operator === '$setOnInsert' ? [] : parts[0] ?? []))),
    apply: (document, inserting, original) => {
      const id = getField(document, '_id');
      const positions: Positions = { filters, matched: (path) => (inserting ? undefined : findMatchedPosition(context.filter, original(), path, filterContext(context.evaluation))) };
      for (const { operator, parts, change } of steps) {
        if (operator === '$setOnInsert' && !inserting) continue;
        for (const concrete of resolvePositions(document, parts, positions)) change(new Target(document, concrete), document, positions);
      }
      return keepId(id, document, () => "Performing an update on the path '_id' would modify the immutable field '_id'");
    },
  };
}

/** Puts _id first again and refuses a changed one. */
function keepId(old: Value | undefined, after: Document, message: (value: Value | undefined) => string): Document {
  const now = getField(after, '_id');
  if (old !== undefined && (now === undefined || !equalValues(old, now))) throw new CommandError(66, message(now));
  return now === undefined ? after : idFirst(after, now);
}

/** The same document with _id as its first field. */
export function idFirst(document: Document, id: Value): Document {
  if (Object.keys(document)[0] === '_id' && document['_id'] === id) return document;
  const ordered: Document = { _id: id };
  for (const [name, value] of Object.entries(document)) if (name !== '_id') setField(ordered, name, value);
  return ordered;
}

const alteredId = (value: Value | undefined): string => `After applying the update, the (immutable) field '_id' was found to have been altered to _id: ${value === undefined ? 'missing' : printValue(value)}`;

function compileReplacement(replacement: Document): Update {
  return {
    kind: 'replacement',
    touched: undefined,
    apply: (before) => {
      const id = getField(before, '_id');
      const after = cloneValue(replacement);
      if (id === undefined || '_id' in after) return keepId(id, after, alteredId);
      return idFirst(after, id);
    },
  };
}

function compilePipeline(stages: readonly Value[], context: UpdateContext): Update {
  const run = compileDocumentStages(stages, context.evaluation);
  return {
    kind: 'pipeline',
    touched: undefined,
    apply: (before) => {
      const id = getField(before, '_id');
      const after = run(before);
      return keepId(id, id === undefined || '_id' in after ? after : idFirst(after, id), alteredId);
    },
  };
}

/** Compiles an update: operators, a replacement document, or a pipeline. Throws MongoDB's errors for what it can't mean. */
export function compileUpdate(update: Value, context: UpdateContext): Update {
  if (Array.isArray(update)) {
    if (context.arrayFilters !== undefined) throw failedToParse('arrayFilters may not be specified for pipeline-style updates');
    return compilePipeline(update, context);
  }
  if (!isDocument(update)) throw failedToParse('Update argument must be either an object or an array');
  const [first] = Object.keys(update);
  if (first?.startsWith('$')) return compileOperators(update, context);
  const operator = Object.keys(update).find((name) => name.startsWith('$'));
  if (operator !== undefined) throw new CommandError(52, `The dollar ($) prefixed field '${operator}' in '${operator}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`);
  if (context.arrayFilters !== undefined) throw failedToParse('arrayFilters may not be specified for replacement-style updates');
  return compileReplacement(update);
}
