import type { Collation } from '../bson/collation.ts';
import type { Operators, StageOperator } from '../expression/mingo-operators.ts';
import { addFieldsStage } from './add-fields-stage.ts';
import { bucketAutoStage } from './bucket-auto-stage.ts';
import { bucketStage, countStage, sortByCountStage } from './counting-stages.ts';
import { densifyStage } from './densify-stage.ts';
import { fillStage } from './fill-stage.ts';
import { groupStage } from './group-stage.ts';
import { matchStage } from './match-stage.ts';
import { projectStage } from './project-stage.ts';
import { setWindowFieldsStage } from './set-window-fields-stage.ts';
import { sortStage } from './sort-stage.ts';

/** The stages that compare or hash values by BSON's rules, and those where mingo's result is another than MongoDB's. */
export function stageCorrections(collation: Collation | undefined): Operators<StageOperator> {
  const [group, sort, setWindowFields] = [groupStage(collation), sortStage(collation), setWindowFieldsStage(collation)];
  return {
    $match: matchStage(collation), $sort: sort, $group: group,
    $project: projectStage, $addFields: addFieldsStage, $set: addFieldsStage,
    $count: countStage, $sortByCount: sortByCountStage(group, sort), $bucket: bucketStage(group, sort), $bucketAuto: bucketAutoStage(collation),
    $setWindowFields: setWindowFields, $fill: fillStage(setWindowFields, addFieldsStage), $densify: densifyStage,
  };
}
