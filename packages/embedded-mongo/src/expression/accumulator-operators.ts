import { evalExpr } from 'mingo/core';
import type { Options } from 'mingo/types';
import { add, divide, type Numeric } from '../bson/arithmetic.ts';
import type { Collation } from '../bson/collation.ts';
import { compareBytewise, compareValues } from '../bson/compare-values.ts';
import { BsonUndefined, isNumeric, type Value } from '../bson/values.ts';
import { encodeKey } from '../storage/key-writer.ts';
import type { AccumulatorOperator, Operators } from './mingo-operators.ts';

const isPresent = (value: Value): boolean => value !== null && !(value instanceof BsonUndefined);

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
  };
}
