import { evalExpr } from 'mingo/core';
import type { Options } from 'mingo/types';
import { add, divide, toNumber, type Numeric } from '../bson/arithmetic.ts';
import type { Collation } from '../bson/collation.ts';
import { compareBytewise, compareValues } from '../bson/compare-values.ts';
import { DecodedDocument } from '../bson/raw-document.ts';
import { BsonUndefined, isDocument, isNumeric, type Document, type Value } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import { compileSort } from '../semantics/compile-sort.ts';
import { encodeKey } from '../storage/key-writer.ts';
import type { AccumulatorOperator, ExpressionOperator, Operators } from './mingo-operators.ts';

const isPresent = (value: Value): boolean => value !== null && !(value instanceof BsonUndefined);

function sortedOutputs(items: readonly unknown[], specification: Value, options: Options, collation: Collation | undefined): Value[] {
  const { sortBy, output = null } = isDocument(specification) ? specification : {};
  if (!isDocument(sortBy)) throw new CommandError(5788005, "Missing value for 'sortBy'");
  const order = compileSort(sortBy, collation);
  return items
    .map((item) => ({ item, key: order.key(new DecodedDocument(item as Document)) })) // stages hand on documents
    .toSorted((left, right) => order.compare(left.key, right.key))
    .map(({ item }) => (evalExpr(item, output, options) ?? null) as Value); // mingo hands on values
}

function countOf(items: readonly unknown[], specification: Value, options: Options): number {
  const count = isDocument(specification) ? evalExpr(items[0], specification['n'] ?? null, options) as Value : null; // mingo hands on values
  if (!isNumeric(count) || !(toNumber(count) > 0)) throw new CommandError(5787908, "'n' must be greater than 0");
  return toNumber(count);
}

/**
 * The accumulators that also fold an array inside an expression: one operand that is an array is folded itself. Applied to an
 * array of documents they are meant as accumulators: mingo looks operators up among the expressions first.
 */
export function foldingExpressions(accumulators: Operators<AccumulatorOperator>): Operators<ExpressionOperator> {
  const folding = (name: `$${string}`): ExpressionOperator => (document, operands, options) => {
    const accumulate = accumulators[name];
    if (!accumulate) throw new CommandError(168, `Unrecognized expression '${name}'`);
    if (Array.isArray(document)) return accumulate(document, operands, options);
    const value = evalExpr(document, operands, options);
    return accumulate(Array.isArray(value) ? value : [value], null, options);
  };
  return Object.fromEntries((['$sum', '$avg', '$min', '$max'] as const).map((name) => [name, folding(name)]));
}

/** Accumulators whose result depends on BSON types: exact sums, BSON order, sets by value. */
export function accumulatorCorrections(collation: Collation | undefined): Operators<AccumulatorOperator> {
  const strings = collation?.compare ?? compareBytewise;
  /** `expression` is null when the items already are the values, as inside an expression. */
  const valuesOf = (items: readonly unknown[], expression: Value, options: Options): Value[] =>
    items.flatMap((item) => {
      const value = expression === null ? item : evalExpr(item, expression, options);
      return value === undefined ? [] : [value as Value]; // mingo hands on values of the types it was given
    });
  const extreme = (wins: (order: number) => boolean): AccumulatorOperator => (items, expression, options) => {
    let best: Value | undefined;
    for (const value of valuesOf(items, expression, options)) {
      if (isPresent(value) && (best === undefined || wins(compareValues(value, best, strings)))) best = value;
    }
    return best ?? null;
  };
  return {
    $sum: (items, expression, options) => valuesOf(items, expression, options).filter(isNumeric).reduce<Numeric>(add, 0),
    $avg: (items, expression, options) => {
      const numbers = valuesOf(items, expression, options).filter(isNumeric);
      return numbers.length === 0 ? null : divide(numbers.reduce<Numeric>(add, 0), numbers.length);
    },
    $min: extreme((order) => order < 0),
    $max: extreme((order) => order > 0),
    $addToSet: (items, expression, options) => {
      const distinct = new Map(valuesOf(items, expression, options).map((value) => [encodeKey(value, collation?.fold).toString('latin1'), value]));
      return [...distinct.values()];
    },
    $count: (items) => items.length,
    $top: (items, specification, options) => sortedOutputs(items, specification, options, collation)[0] ?? null,
    $bottom: (items, specification, options) => sortedOutputs(items, specification, options, collation).at(-1) ?? null,
    $topN: (items, specification, options) => sortedOutputs(items, specification, options, collation).slice(0, countOf(items, specification, options)),
    $bottomN: (items, specification, options) => sortedOutputs(items, specification, options, collation).slice(-countOf(items, specification, options)),
  };
}
