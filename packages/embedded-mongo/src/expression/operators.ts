import { Context } from 'mingo/core';
import * as accumulators from 'mingo/operators/accumulator';
import * as expressions from 'mingo/operators/expression';
import * as pipeline from 'mingo/operators/pipeline';
import * as projection from 'mingo/operators/projection';
import * as query from 'mingo/operators/query';
import * as windows from 'mingo/operators/window';
import type { Collation } from '../bson/collation.ts';
import { accumulatorCorrections } from './accumulator-operators.ts';
import { comparisonOperators } from './comparison-operators.ts';
import { asContextOperators } from './mingo-operators.ts';
import { stageCorrections } from '../aggregation/stages.ts';

/** mingo's operators with ours before them. A new context every time: callers may add to it. */
export function operators(collation: Collation | undefined): Context {
  const corrections = Context.init(asContextOperators({
    expression: comparisonOperators(collation),
    accumulator: accumulatorCorrections(collation),
    pipeline: stageCorrections(collation),
  }));
  const all = Context.init({ accumulator: accumulators, expression: expressions, pipeline, projection, query, window: windows });
  return Context.from(corrections, all);
}
