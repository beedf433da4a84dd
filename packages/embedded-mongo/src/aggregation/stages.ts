import type { Collation } from '../bson/collation.ts';
import type { Operators, StageOperator } from '../expression/mingo-operators.ts';
import { addFieldsStage } from './add-fields-stage.ts';
import { bucketStage, countStage, sortByCountStage } from './counting-stages.ts';
import { groupStage } from './group-stage.ts';
import { matchStage } from './match-stage.ts';
import { projectStage } from './project-stage.ts';
import { sortStage } from './sort-stage.ts';

/** The stages that compare or hash values by BSON's rules, and those where mingo's result is another than MongoDB's. */
export function stageCorrections(collation: Collation | undefined): Operators<StageOperator> {
  const [group, sort] = [groupStage(collation), sortStage(collation)];
  return {
    $match: matchStage(collation), $sort: sort, $group: group,
    $project: projectStage, $addFields: addFieldsStage, $set: addFieldsStage,
    $count: countStage, $sortByCount: sortByCountStage(group, sort), $bucket: bucketStage(group, sort),
  };
}
