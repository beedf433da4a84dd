import type { Operators, StageOperator } from '../expression/mingo-operators.ts';
import { lookupStage } from './lookup-stage.ts';
import type { PipelineOptions, PipelineSource } from './run-pipeline.ts';
import { unionWithStage } from './union-with-stage.ts';

/** The stages that read other collections. */
export function serverStages(source: PipelineSource, options: PipelineOptions): Operators<StageOperator> {
  return { $lookup: lookupStage(source, options), $unionWith: unionWithStage(source, options) };
}
