import { evalExpr, OpType } from 'mingo/core';
import type { Options } from 'mingo/types';
import { add, divide, multiply, subtract, toNumber, type Numeric } from '../bson/arithmetic.ts';
import { BsonUndefined, isDocument, isNumeric, type Document, type Value } from '../bson/values.ts';
import { CommandError, failedToParse } from '../errors.ts';
import { checkExpression } from '../expression/check-expression.ts';
import type { Frame } from './window-frame.ts';
import type { Partition } from './window-partition.ts';

/** A value for each document of a partition, in their order. */
export type WindowFunction = (partition: Partition) => Value[];

interface Given {
  readonly operand: Value;
  readonly frame: Frame;
  readonly options: Options;
}

const isNothing = (value: Value): boolean => value === null || value instanceof BsonUndefined;
const valueOf = (document: Document, expression: Value, options: Options): Value => (evalExpr(document, expression, options) ?? null) as Value; // mingo hands on values
const numberAt = (document: Document, expression: Value, options: Options): Numeric | undefined => {
  const value = valueOf(document, expression, options);
  return isNumeric(value) ? value : undefined;
};
const positionsOf = ({ documents }: Partition): number[] => [...documents.keys()];

function argumentsOf(name: string, operand: Value, allowed: readonly string[]): Document {
  if (!isDocument(operand)) throw failedToParse(`${name} requires an object`);
  const unknown = Object.keys(operand).find((field) => !allowed.includes(field));
  if (unknown !== undefined) throw failedToParse(`${name} got unexpected argument: ${unknown}`);
  return operand;
}

function ranks(isDense: boolean): (given: Given) => WindowFunction {
  return () => (partition) => {
    let rank = 0;
    return positionsOf(partition).map((position) => {
      if (!partition.isTied(position)) rank = isDense ? rank + 1 : position + 1;
      return rank;
    });
  };
}

function shift({ operand, options }: Given): WindowFunction {
  const { output = null, by, default: otherwise = null } = argumentsOf('$shift', operand, ['output', 'by', 'default']);
  if (!isNumeric(by) || !Number.isInteger(toNumber(by))) throw failedToParse("'$shift:by' field must be an integer");
  const distance = toNumber(by);
  return (partition) => positionsOf(partition).map((position) => {
    const document = partition.documents[position + distance];
    return document ? valueOf(document, output, options) : valueOf({}, otherwise, options);
  });
}

function lastObservation({ operand, options }: Given): WindowFunction {
  return ({ documents }) => {
    let last: Value = null;
    return documents.map((document) => {
      const value = valueOf(document, operand, options);
      if (!isNothing(value)) last = value;
      return last;
    });
  };
}

function movingAverage({ operand, options }: Given): WindowFunction {
  const { input = null, N, alpha } = argumentsOf('$expMovingAvg', operand, ['input', 'N', 'alpha']);
  if ((N === undefined) === (alpha === undefined)) throw failedToParse("$expMovingAvg sub object must have exactly two fields: An 'input' field, and either an 'N' field or an 'alpha' field");
  if (N !== undefined && (!isNumeric(N) || !(toNumber(N) > 0) || !Number.isInteger(toNumber(N)))) throw failedToParse("'N' field must be an integer greater than zero");
  if (alpha !== undefined && (!isNumeric(alpha) || !(toNumber(alpha) > 0) || !(toNumber(alpha) < 1))) throw failedToParse("'alpha' must be between 0 and 1 (exclusive)");
  const weight: Numeric = isNumeric(alpha) ? alpha : divide(2, add(isNumeric(N) ? N : 1, 1));
  return ({ documents }) => {
    let average: Numeric | null = null;
    return documents.map((document) => {
      const value = numberAt(document, input, options);
      if (value !== undefined) average = average === null ? value : add(multiply(value, weight), multiply(average, subtract(1, weight)));
      return average;
    });
  };
}

/** Where a document lies on the sort field's axis: a number, or the milliseconds of a date. */
function axisValue(name: string, value: Value): Numeric {
  if (isNumeric(value)) return value;
  if (value instanceof Date) return value.getTime();
  throw new CommandError(605001, `${name}: the sortBy field must be numeric or a date`);
}

function linearFill({ operand, options }: Given): WindowFunction {
  return (partition) => {
    const known = partition.documents.map((document) => {
      const value = valueOf(document, operand, options);
      if (!isNothing(value) && !isNumeric(value)) throw new CommandError(605001, 'Value to be filled must be numeric or nullish');
      return isNumeric(value) ? value : undefined;
    });
    const axis = positionsOf(partition).map((position) => axisValue('$linearFill', partition.sortValue(position)));
    return known.map((value, position) => {
      if (value !== undefined) return value;
      const left = known.findLastIndex((each, at) => at < position && each !== undefined);
      const right = known.findIndex((each, at) => at > position && each !== undefined);
      const [x, x1, x2, y1, y2] = [axis[position], axis[left], axis[right], known[left], known[right]];
      if (x === undefined || x1 === undefined || x2 === undefined || y1 === undefined || y2 === undefined) return null;
      const width = subtract(x2, x1);
      if (toNumber(width) === 0) throw new CommandError(6050106, 'There can be no repeated values in the sort field');
      return add(y1, multiply(subtract(x, x1), divide(subtract(y2, y1), width)));
    });
  };
}

const millisecondsPer: Readonly<Record<string, number>> = { millisecond: 1, second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 };

interface Point {
  readonly x: Numeric;
  readonly y: Numeric;
}

function overPoints(name: string, fold: (points: readonly Point[]) => Value): (given: Given) => WindowFunction {
  return ({ operand, frame, options }) => {
    const { input = null, unit } = argumentsOf(name, operand, ['input', 'unit']);
    const scale = unit === undefined ? 1 : millisecondsPer[String(unit)];
    if (scale === undefined) throw new CommandError(5490710, `unit must be 'week' or smaller`);
    const pointAt = (partition: Partition, position: number): Point | undefined => {
      const [value, document] = [partition.sortValue(position), partition.documents[position]];
      if ((unit !== undefined) !== value instanceof Date) throw new CommandError(5624900, unit === undefined ? `${name} where the sortBy is a Date requires an 'unit'` : `${name} with 'unit' expects the sortBy field to be a Date`);
      const [x, y] = [axisValue(name, value), document && valueOf(document, input, options)];
      if (y !== null && !isNumeric(y)) throw new CommandError(5624903, `${name} requires a numeric input`);
      return y === null ? undefined : { x: unit === undefined ? x : divide(x, scale), y };
    };
    return (partition) => positionsOf(partition).map((position) => {
      const [from, to] = frame(partition, position);
      const points = positionsOf(partition).slice(from, to).map((each) => pointAt(partition, each));
      return points.includes(undefined) ? null : fold(points.filter((point) => point !== undefined));
    });
  };
}

function slope(points: readonly Point[]): Value {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || toNumber(subtract(last.x, first.x)) === 0) return null;
  return divide(subtract(last.y, first.y), subtract(last.x, first.x));
}

/** By the trapezoidal rule. */
function area(points: readonly Point[]): Value {
  return points.slice(1).reduce<Numeric>((sum, { x, y }, index) => {
    const before = points[index] ?? { x, y };
    return add(sum, divide(multiply(add(before.y, y), subtract(x, before.x)), 2));
  }, 0);
}

const accumulators = new Set(['$addToSet', '$avg', '$bottom', '$bottomN', '$count', '$covariancePop', '$covarianceSamp', '$first', '$firstN', '$last', '$lastN', '$max', '$maxN',
  '$median', '$min', '$minN', '$percentile', '$push', '$stdDevPop', '$stdDevSamp', '$sum', '$top', '$topN']);

function accumulated(name: string, { operand, frame, options }: Given): WindowFunction {
  const accumulate = accumulators.has(name) ? options.context.getOperator(OpType.ACCUMULATOR, name) : undefined;
  if (!accumulate) throw failedToParse(`Unrecognized window function, ${name}`);
  checkExpression(operand, options);
  return (partition) => positionsOf(partition).map((position) => accumulate(partition.documents.slice(...frame(partition, position)), operand, options) as Value); // it folds values into one
}

/** Functions that see the whole partition in its order: they need a sortBy and take no window. */
const ordered: Readonly<Record<string, (given: Given) => WindowFunction>> = {
  $documentNumber: () => (partition) => positionsOf(partition).map((position) => position + 1),
  $rank: ranks(false), $denseRank: ranks(true), $shift: shift, $locf: lastObservation, $linearFill: linearFill, $expMovingAvg: movingAverage,
};
const needOneField = new Set(['$rank', '$denseRank', '$linearFill', '$derivative', '$integral']);
const overFrames: Readonly<Record<string, (given: Given) => WindowFunction>> = { $derivative: overPoints('$derivative', slope), $integral: overPoints('$integral', area) };

/** Compiles one output of $setWindowFields. Throws for what MongoDB refuses. */
export function compileWindowFunction(name: string, given: Given, sortBy: Document, hasWindow: boolean): WindowFunction {
  const fields = Object.keys(sortBy).length;
  if (needOneField.has(name) && fields !== 1) throw new CommandError(5371602, `${name} must be specified with a top level sortBy expression with exactly one element`);
  const inOrder = ordered[name];
  if (!inOrder) return (overFrames[name] ?? ((each: Given) => accumulated(name, each)))(given);
  if (hasWindow) throw new CommandError(5371601, `${name} does not accept a 'window' field`);
  if (fields === 0 && name !== '$locf') throw new CommandError(5371602, `${name} must be specified with a top level sortBy expression`);
  return inOrder(given);
}
