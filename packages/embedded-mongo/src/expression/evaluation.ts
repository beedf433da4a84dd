import { Context } from 'mingo/core';
import { Aggregator } from 'mingo/aggregator';
import type { Options } from 'mingo/types';
import type { Collation } from '../bson/collation.ts';
import type { Document } from '../bson/values.ts';
import type { FilterContext } from '../semantics/compile-filter.ts';
import { compileCondition } from './compile-expression.ts';
import { asContextOperators, type Operators, type StageOperator } from './mingo-operators.ts';
import { operators } from './operators.ts';

/** What expressions and pipelines of one command are computed with: mingo's operators, our corrections, the command's variables. */
export interface Evaluation {
  readonly collation: Collation | undefined;
  readonly options: Options;
}

export interface EvaluationInput {
  /** What $$NOW is, throughout the command. */
  readonly now: Date;
  readonly collation?: Collation | undefined;
  readonly variables?: Document | undefined;
  /** Stages that need the server, such as $lookup. */
  readonly stages?: Operators<StageOperator> | undefined;
  /** All documents of a collection, for $graphLookup. */
  readonly readCollection?: ((name: string) => Document[]) | undefined;
}

/**
 * mingo's options, prepared once. mingo copies its whole operator table for every plain options object it meets; running an
 * empty stage hands us its own, which it then reuses.
 */
function prepareOptions({ now, collation, variables, stages, readCollection }: EvaluationInput): Options {
  let prepared: Options | undefined;
  const pipeline: Operators<StageOperator> = {
    ...stages,
    $prepared: (documents, _specification, options) => {
      prepared = options;
      if ('local' in options && typeof options.local === 'object') Object.assign(options.local ?? {}, { timestamp: now.getTime() }); // where mingo keeps $$NOW
      return documents;
    },
  };
  const context = Context.from(Context.init(asContextOperators({ pipeline })), operators(collation));
  const options: Partial<Options> = { context, scriptEnabled: false, ...(variables ? { variables } : {}), ...(readCollection ? { collectionResolver: readCollection } : {}) };
  new Aggregator([{ $prepared: {} }], options).stream([]);
  if (!prepared) throw new Error('the expression engine did not hand out its options');
  return prepared;
}

/** Prepares an evaluation; nothing is set up before the first expression asks for it, since most commands have none. */
export function createEvaluation(input: EvaluationInput): Evaluation {
  let options: Options | undefined;
  return {
    collation: input.collation,
    get options() {
      options ??= prepareOptions(input);
      return options;
    },
  };
}

export function filterContext(evaluation: Evaluation): FilterContext {
  return { collation: evaluation.collation, compileCondition: (expression) => compileCondition(evaluation.options)(expression) };
}
