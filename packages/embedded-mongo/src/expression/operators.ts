import { Context } from 'mingo/core';
import * as accumulators from 'mingo/operators/accumulator';
import * as expressions from 'mingo/operators/expression';
import * as pipeline from 'mingo/operators/pipeline';
import * as projection from 'mingo/operators/projection';
import * as query from 'mingo/operators/query';
import * as windows from 'mingo/operators/window';
import type { Collation } from '../bson/collation.ts';
import { stageCorrections } from '../aggregation/stages.ts';
import { accumulatorCorrections, foldingExpressions } from './accumulator-operators.ts';
import { arithmeticOperators } from './arithmetic-operators.ts';
import { comparisonOperators } from './comparison-operators.ts';
import { dateOperators } from './date-operators.ts';
import { logicOperators } from './logic-operators.ts';
import { asContextOperators } from './mingo-operators.ts';
import { plainNumberOperators } from './plain-number-operators.ts';
import { setOperators } from './set-operators.ts';
import { severalOfArray, statisticsAccumulators } from './statistics-accumulators.ts';
import { typeOperators } from './type-operators.ts';

const mingo = Context.init({ accumulator: accumulators, expression: expressions, pipeline, projection, query, window: windows });
const plainNumbers = plainNumberOperators(mingo);

/** mingo's operators with our corrections before them. A new context every time: callers may add to it. */
export function operators(collation: Collation | undefined): Context {
  const accumulator = { ...accumulatorCorrections(collation), ...statisticsAccumulators(collation) };
  const corrections = Context.init(asContextOperators({
    expression: {
      ...plainNumbers, ...arithmeticOperators, ...comparisonOperators(collation), ...logicOperators, ...typeOperators, ...setOperators(collation), ...dateOperators,
      ...foldingExpressions(accumulator), ...severalOfArray(collation),
    },
    accumulator,
    pipeline: stageCorrections(collation),
  }));
  return Context.from(corrections, mingo);
}
