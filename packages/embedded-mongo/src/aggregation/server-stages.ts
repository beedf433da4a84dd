import type { Operators, StageOperator } from '../expression/mingo-operators.ts';
import { lookupStage } from './lookup-stage.ts';
import type { PipelineOptions, PipelineSource, RunPipeline } from './pipeline.ts';
import { unionWithStage } from './union-with-stage.ts';

/** The stages that read other collections. */
export function serverStages(source: PipelineSource, options: PipelineOptions, run: RunPipeline): Operators<StageOperator> {
  return { $lookup: lookupStage(source, options, run), $unionWith: unionWithStage(source, options, run) };
}
