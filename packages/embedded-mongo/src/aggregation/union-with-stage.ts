import { concat, Lazy } from 'mingo/lazy';
import { isDocument } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import type { StageOperator } from '../expression/mingo-operators.ts';
import { withoutPauses } from '../query/steps.ts';
import { parsePipeline, type PipelineOptions, type PipelineSource, type RunPipeline } from './pipeline.ts';

/** $unionWith: the input, then the results of a pipeline over another collection. */
export function unionWithStage(source: PipelineSource, options: PipelineOptions, run: RunPipeline): StageOperator {
  return (documents, specification) => {
    const { coll, pipeline = [] } = isDocument(specification) ? specification : { coll: specification };
    if (typeof coll !== 'string' && coll !== undefined) throw new CommandError(9, 'the $unionWith stage specification must be an object or string');
    if (!Array.isArray(pipeline)) throw new CommandError(14, "BSON field '$unionWith.pipeline' is the wrong type, expected type 'array'");
    return concat(documents, Lazy(withoutPauses(run(source, coll, parsePipeline(pipeline), options))));
  };
}
