import type { Collation } from '../bson/collation.ts';
import type { Operators, StageOperator } from '../expression/mingo-operators.ts';
import { groupStage } from './group-stage.ts';
import { matchStage } from './match-stage.ts';
import { sortStage } from './sort-stage.ts';

/** The stages that compare or hash values and therefore need BSON's rules. */
export function stageCorrections(collation: Collation | undefined): Operators<StageOperator> {
  return { $match: matchStage(collation), $sort: sortStage(collation), $group: groupStage(collation) };
}
