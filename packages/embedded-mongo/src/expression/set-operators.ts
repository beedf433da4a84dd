import { evalExpr } from 'mingo/core';
import type { Collation } from '../bson/collation.ts';
import { compareValues } from '../bson/compare-values.ts';
import { isDocument, isNumeric, typeAlias, type Value } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import { DecodedDocument } from '../bson/raw-document.ts';
import { compileSort } from '../semantics/compile-sort.ts';
import { encodeKey } from '../storage/key-writer.ts';
import { toNumber } from '../bson/arithmetic.ts';
import { operandsOf } from './arithmetic-operators.ts';
import type { ExpressionOperator, Operators } from './mingo-operators.ts';

function arraysOf(name: string, values: readonly Value[]): Value[][] {
  return values.map((value) => {
    if (!Array.isArray(value)) throw new CommandError(17043, `All operands of ${name} must be arrays. One argument is of type: ${typeAlias(value)}`);
    return value;
  });
}

/** Operators that compare whole values: sets, positions and order within arrays. */
export function setOperators(collation: Collation | undefined): Operators<ExpressionOperator> {
  const keyed = (values: readonly Value[]): Map<string, Value> => {
    const map = new Map<string, Value>();
    for (const value of values) {
      const key = encodeKey(value, collation?.fold).toString('latin1');
      if (!map.has(key)) map.set(key, value);
    }
    return map;
  };
  const onSets = (name: string, compute: (sets: readonly Map<string, Value>[]) => unknown): ExpressionOperator => (document, operands, options) => {
    const values = operandsOf(document, operands, options);
    return values ? compute(arraysOf(name, values).map(keyed)) : null;
  };
  const isSubset = (inner: ReadonlyMap<string, Value>, outer: ReadonlyMap<string, Value>): boolean => [...inner.keys()].every((key) => outer.has(key));
  const empty = new Map<string, Value>();
  return {
    $setUnion: onSets('$setUnion', (sets) => [...new Map(sets.flatMap((set) => [...set])).values()].toSorted((a, b) => compareValues(a, b))),
    $setIntersection: onSets('$setIntersection', ([first = empty, ...others]) => [...first].filter(([key]) => others.every((set) => set.has(key))).map(([, value]) => value).toSorted((a, b) => compareValues(a, b))),
    $setDifference: onSets('$setDifference', ([left = empty, right = empty]) => [...left].filter(([key]) => !right.has(key)).map(([, value]) => value)),
    $setEquals: onSets('$setEquals', ([first = empty, ...others]) => others.every((set) => isSubset(first, set) && isSubset(set, first))),
    $setIsSubset: onSets('$setIsSubset', ([left = empty, right = empty]) => isSubset(left, right)),
    $indexOfArray: (document, operands, options) => {
      const [array, wanted, start = 0, end] = (Array.isArray(operands) ? operands : []).map((operand) => (evalExpr(document, operand, options) ?? null) as Value); // mingo hands on values
      if (array === null || array === undefined) return null;
      if (!Array.isArray(array)) throw new CommandError(40090, `$indexOfArray requires an array as a first argument, found: ${typeAlias(array)}`);
      const from = isNumeric(start) ? toNumber(start) : 0;
      const until = isNumeric(end) ? toNumber(end) : array.length;
      return array.findIndex((item, index) => index >= from && index < until && compareValues(item, wanted ?? null, collation?.compare) === 0);
    },
    $sortArray: (document, operands, options) => {
      const { input = null, sortBy } = isDocument(operands) ? operands : {};
      const array = (evalExpr(document, input, options) ?? null) as Value; // mingo hands on values
      if (array === null) return null;
      if (!Array.isArray(array)) throw new CommandError(2942504, `The input argument to $sortArray must be an array, but was of type: ${typeAlias(array)}`);
      if (isNumeric(sortBy)) return array.toSorted((a, b) => compareValues(a, b, collation?.compare) * toNumber(sortBy));
      if (!isDocument(sortBy)) throw new CommandError(2942507, '$sortArray needs a sortBy');
      const order = compileSort(sortBy, collation);
      const key = (item: Value): Value[] => order.key(new DecodedDocument(isDocument(item) ? item : {}));
      return array.toSorted((a, b) => order.compare(key(a), key(b)));
    },
  };
}
