import { toNumber } from '../bson/arithmetic.ts';
import type { Collation } from '../bson/collation.ts';
import { compareBytewise, compareValues, equalValues } from '../bson/compare-values.ts';
import { printValue } from '../bson/print-value.ts';
import { cloneValue } from '../bson/decode-document.ts';
import { DecodedDocument } from '../bson/raw-document.ts';
import { isDocument, isNumeric, typeAlias, type Value } from '../bson/values.ts';
import { badValue, CommandError } from '../errors.ts';
import { compileValueTest } from '../semantics/compile-filter.ts';
import { compileSort } from '../semantics/compile-sort.ts';
import { isOperatorObject } from '../semantics/field-tests.ts';
import type { Target } from './update-target.ts';

/** Prepares an operand once; the result changes one target of one document. */
export type UpdateOperator = (operand: Value, context: { readonly collation: Collation | undefined; readonly now: Date }) => (target: Target) => void;

function arrayAt(target: Target, operator: string): Value[] | undefined {
  const current = target.get();
  if (current === undefined) return undefined;
  if (Array.isArray(current)) return current;
  if (operator === '$push') throw badValue(`The field '${target.path}' must be an array but is of type ${typeAlias(current)} in document`);
  if (operator === '$addToSet') throw badValue(`Cannot apply $addToSet to non-array field. Field named '${target.path}' has non-array type ${typeAlias(current)}`);
  if (operator === '$pop') throw new CommandError(14, `Path '${target.path}' contains an element of non-array type '${typeAlias(current)}'`);
  throw badValue(`Cannot apply ${operator} to a non-array value`);
}

function integer(value: Value | undefined, message: string): number | undefined {
  if (value === undefined) return undefined;
  if (!isNumeric(value) || !Number.isInteger(toNumber(value))) throw badValue(message);
  return toNumber(value);
}

/** The values to add: one, or those of $each. */
function eachOf(operand: Value, operator: string): Value[] {
  if (!isDocument(operand) || !('$each' in operand)) return [operand];
  const { $each } = operand;
  if (!Array.isArray($each)) throw badValue(`The argument to $each in ${operator} must be an array but it was of type ${typeAlias($each)}`);
  return $each;
}

function compileSlice(slice: number | undefined): (items: Value[]) => Value[] {
  if (slice === undefined) return (items) => items;
  if (slice === 0) return () => [];
  return slice < 0 ? (items) => items.slice(slice) : (items) => items.slice(0, slice);
}

function compilePushSort(sort: Value | undefined, collation: Collation | undefined): (items: Value[]) => Value[] {
  if (sort === undefined) return (items) => items;
  const strings = collation?.compare ?? compareBytewise;
  if (isNumeric(sort)) {
    const direction = toNumber(sort);
    if (direction !== 1 && direction !== -1) throw badValue('The $sort element value must be either 1 or -1');
    return (items) => items.toSorted((a, b) => compareValues(a, b, strings) * direction);
  }
  if (!isDocument(sort) || Object.keys(sort).length === 0) throw badValue('The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields');
  const order = compileSort(sort, collation);
  const view = (item: Value): DecodedDocument => new DecodedDocument(isDocument(item) ? item : {});
  return (items) => items.toSorted((a, b) => order.compare(order.key(view(a)), order.key(view(b))));
}

const push: UpdateOperator = (operand, { collation }) => {
  const modified = isDocument(operand) && '$each' in operand ? operand : undefined;
  for (const name of Object.keys(modified ?? {})) {
    if (!['$each', '$slice', '$sort', '$position'].includes(name)) throw badValue(`Unrecognized clause in $push: ${name}`);
  }
  const values = eachOf(operand, '$push');
  const position = integer(modified?.['$position'], 'The value for $position must be an integer value');
  const slice = compileSlice(integer(modified?.['$slice'], 'The value for $slice must be an integer value'));
  const sort = compilePushSort(modified?.['$sort'], collation);
  return (target) => {
    const items = [...(arrayAt(target, '$push') ?? [])];
    items.splice(position ?? items.length, 0, ...values.map((value) => cloneValue(value)));
    target.set(slice(sort(items)));
  };
};

const addToSet: UpdateOperator = (operand, { collation }) => {
  const values = eachOf(operand, '$addToSet');
  const strings = collation?.compare ?? compareBytewise;
  return (target) => {
    const current = arrayAt(target, '$addToSet');
    const items = [...(current ?? [])];
    for (const value of values) if (!items.some((item) => equalValues(item, value, strings))) items.push(cloneValue(value));
    if (!current || items.length > current.length) target.set(items);
  };
};

const pop: UpdateOperator = (operand) => {
  const end = isNumeric(operand) ? toNumber(operand) : NaN;
  if (end !== 1 && end !== -1) throw new CommandError(9, `$pop expects 1 or -1, found: ${printValue(operand)}`);
  return (target) => {
    const items = arrayAt(target, '$pop');
    if (items && items.length > 0) target.set(end === 1 ? items.slice(0, -1) : items.slice(1));
  };
};

function compilePullTest(operand: Value, collation: Collation | undefined): (item: Value) => boolean {
  if (isOperatorObject(operand)) return compileValueTest(operand, { collation });
  if (isDocument(operand)) {
    const matches = compileValueTest(operand, { collation });
    return (item) => isDocument(item) && matches(item);
  }
  const matches = compileValueTest({ $in: [operand] }, { collation });
  return Array.isArray(operand) ? (item) => equalValues(item, operand, collation?.compare) : matches;
}

const pull: UpdateOperator = (operand, { collation }) => {
  const matches = compilePullTest(operand, collation);
  return (target) => {
    const items = arrayAt(target, '$pull');
    if (items?.some((item) => matches(item))) target.set(items.filter((item) => !matches(item)));
  };
};

const pullAll: UpdateOperator = (operand, { collation }) => {
  if (!Array.isArray(operand)) throw badValue(`$pullAll requires an array argument but was given a ${typeAlias(operand)}`);
  const unwanted: readonly Value[] = operand;
  const isUnwanted = (item: Value): boolean => unwanted.some((value) => equalValues(item, value, collation?.compare));
  return (target) => {
    const items = arrayAt(target, '$pullAll');
    if (items?.some(isUnwanted)) target.set(items.filter((item) => !isUnwanted(item)));
  };
};

export const arrayOperators: Readonly<Record<string, UpdateOperator>> = { $push: push, $addToSet: addToSet, $pop: pop, $pull: pull, $pullAll: pullAll };

