import { CommandError } from '../errors.ts';
import { refuseScripts } from '../expression/refuse-scripts.ts';
import type { Stage } from './pipeline.ts';
import { wholeNumber } from './push-down.ts';

const supported = new Set(['$addFields', '$bucket', '$bucketAuto', '$count', '$densify', '$documents', '$facet', '$fill', '$graphLookup', '$group', '$limit', '$lookup',
  '$match', '$project', '$redact', '$replaceRoot', '$replaceWith', '$sample', '$set', '$setWindowFields', '$skip', '$sort', '$sortByCount', '$unionWith', '$unset', '$unwind']);

const refusals: Readonly<Record<string, () => CommandError>> = {
  $changeStream: () => new CommandError(40573, 'The $changeStream stage is only supported on replica sets'),
  $search: () => new CommandError(31082, 'Using $search is not supported'),
  $vectorSearch: () => new CommandError(31082, 'Using $vectorSearch is not supported'),
  $geoNear: () => new CommandError(27, '$geoNear requires a geospatial index, and this server has none'),
  $out: () => new CommandError(40601, '$out can only be the final stage in the pipeline'),
  $merge: () => new CommandError(40601, '$merge can only be the final stage in the pipeline'),
};

/** Throws MongoDB's errors for stages that are unknown, refused or misplaced. */
export function checkStages(stages: readonly Stage[]): void {
  for (const [at, { name, specification }] of stages.entries()) {
    if (!supported.has(name)) throw refusals[name]?.() ?? new CommandError(40324, `Unrecognized pipeline stage name: '${name}'`);
    refuseScripts(specification);
    if (name === '$documents' && at > 0) throw new CommandError(40602, '$documents is only valid as the first stage in a pipeline');
    if (name === '$limit' && wholeNumber(specification) === undefined) throw new CommandError(2107201, `invalid argument to $limit stage: Expected a non-negative number`);
    if (name === '$limit' && wholeNumber(specification) === 0) throw new CommandError(15958, 'the limit must be positive');
    if (name === '$skip' && wholeNumber(specification) === undefined) throw new CommandError(5107200, 'invalid argument to $skip stage: Expected a non-negative number');
  }
}
