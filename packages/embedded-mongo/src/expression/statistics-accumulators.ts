import { evalExpr } from 'mingo/core';
import type { Options } from 'mingo/types';
import { makeDouble, toNumber } from '../bson/arithmetic.ts';
import type { Collation } from '../bson/collation.ts';
import { compareBytewise, compareValues } from '../bson/compare-values.ts';
import { BsonUndefined, isDocument, isNumeric, type Value } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import type { AccumulatorOperator, ExpressionOperator, Operators } from './mingo-operators.ts';

const isPresent = (value: Value): boolean => value !== null && !(value instanceof BsonUndefined);

/** `expression` is null when the items already are the values, as inside an expression. */
const valuesOf = (items: readonly unknown[], expression: Value, options: Options): Value[] =>
  items.map((item) => (expression === null ? item : evalExpr(item, expression, options) ?? null) as Value); // mingo hands on values

const numbersOf = (values: readonly Value[]): number[] => values.filter(isNumeric).map(toNumber);
const mean = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;

function deviation(isSample: boolean): AccumulatorOperator {
  return (items, expression, options) => {
    const numbers = numbersOf(valuesOf(items, expression, options));
    const divisor = numbers.length - (isSample ? 1 : 0);
    if (divisor <= 0) return null;
    const center = mean(numbers);
    return makeDouble(Math.sqrt(numbers.reduce((sum, each) => sum + (each - center) ** 2, 0) / divisor));
  };
}

function covariance(isSample: boolean): AccumulatorOperator {
  return (items, expression, options) => {
    const pairs = valuesOf(items, expression, options).flatMap((value) => {
      const [x, y] = Array.isArray(value) ? value : [];
      return isNumeric(x) && isNumeric(y) ? [{ x: toNumber(x), y: toNumber(y) }] : [];
    });
    const divisor = pairs.length - (isSample ? 1 : 0);
    if (divisor <= 0) return null;
    const [centerX, centerY] = [mean(pairs.map(({ x }) => x)), mean(pairs.map(({ y }) => y))];
    return makeDouble(pairs.reduce((sum, { x, y }) => sum + (x - centerX) * (y - centerY), 0) / divisor);
  };
}

interface Percentiles {
  readonly input: Value;
  readonly p: readonly number[];
}

function readPercentiles(name: string, specification: Value, p: Value | undefined): Percentiles {
  if (!isDocument(specification)) throw new CommandError(7436100, `specification must be an object; found ${name}`);
  if (specification['method'] !== 'approximate') throw new CommandError(2, "Currently only 'approximate' can be used as percentile 'method'.");
  const wanted = Array.isArray(p) ? p.filter(isNumeric).map(toNumber) : [];
  if (!Array.isArray(p) || wanted.length !== p.length || wanted.some((each) => !(each >= 0 && each <= 1))) throw new CommandError(7750303, "$percentile 'p' must be an array of numbers from [0.0, 1.0]");
  return { input: specification['input'] ?? null, p: wanted };
}

/** Exact where MongoDB approximates: of all numbers in order, the first that so many are not above. */
function percentilesOf(items: readonly unknown[], { input, p }: Percentiles, options: Options): (Value | null)[] {
  const numbers = numbersOf(valuesOf(items, input, options)).sort((left, right) => left - right);
  return p.map((share) => {
    const found = numbers[Math.max(0, Math.ceil(share * numbers.length) - 1)];
    return found === undefined ? null : makeDouble(found);
  });
}

function countOf(name: string, specification: Value, options: Options): { readonly n: number; readonly input: Value } {
  const { n = null, input = null } = isDocument(specification) ? specification : {};
  const count = evalExpr({}, n, options) as Value; // mingo hands on values
  if (!isNumeric(count) || !Number.isInteger(toNumber(count)) || toNumber(count) < 1) throw new CommandError(5787903, `${name}: 'n' must be a positive whole number`);
  return { n: toNumber(count), input };
}

type Choose = (values: readonly Value[], n: number, compare: (left: Value, right: Value) => number) => Value[];
const choices: Readonly<Record<`$${string}`, Choose>> = {
  $firstN: (values, n) => values.slice(0, n),
  $lastN: (values, n) => values.slice(-n),
  $maxN: (values, n, compare) => values.filter(isPresent).sort((left, right) => compare(right, left)).slice(0, n),
  $minN: (values, n, compare) => values.filter(isPresent).sort(compare).slice(0, n),
};

const comparing = (collation: Collation | undefined) => (left: Value, right: Value): number => compareValues(left, right, collation?.compare ?? compareBytewise);

/** Accumulators of statistics, and of several values, over numbers of every BSON type. mingo's see JavaScript's own numbers alone. */
export function statisticsAccumulators(collation: Collation | undefined): Operators<AccumulatorOperator> {
  const several = Object.entries(choices).map(([name, choose]): [string, AccumulatorOperator] => [name, (items, specification, options) => {
    const { n, input } = countOf(name, specification, options);
    return choose(valuesOf(items, input, options), n, comparing(collation));
  }]);
  return {
    ...Object.fromEntries(several),
    $stdDevPop: deviation(false), $stdDevSamp: deviation(true), $covariancePop: covariance(false), $covarianceSamp: covariance(true),
    $median: (items, specification, options) => percentilesOf(items, readPercentiles('$median', specification, [0.5]), options)[0] ?? null,
    $percentile: (items, specification, options) => percentilesOf(items, readPercentiles('$percentile', specification, isDocument(specification) ? specification['p'] : undefined), options),
  };
}

/** $firstN, $lastN, $maxN and $minN of an array. Applied to an array of documents they are meant as accumulators. */
export function severalOfArray(collation: Collation | undefined): Operators<ExpressionOperator> {
  const accumulators = statisticsAccumulators(collation);
  return Object.fromEntries(Object.entries(choices).map(([name, choose]): [string, ExpressionOperator] => [name, (document, specification, options) => {
    if (Array.isArray(document)) return accumulators[name as `$${string}`]?.(document, specification, options); // a name of the table above
    const { n = null, input = null } = isDocument(specification) ? specification : {};
    const [count, values] = [n, input].map((operand) => evalExpr(document, operand, options) as Value); // mingo hands on values
    if (!Array.isArray(values)) throw new CommandError(5788200, `Input must be an array`);
    return choose(values, countOf(name, { n: { $literal: count ?? null } }, options).n, comparing(collation));
  }]));
}
