import { encodeDocument } from '../bson/encode-document.ts';
import { isDocument, type Document } from '../bson/values.ts';
import { parsePipeline, type PipelineSource, type Stage } from '../aggregation/pipeline.ts';
import { runPipeline } from '../aggregation/run-pipeline.ts';
import { CommandError } from '../errors.ts';
import { pause, type Steps } from '../query/steps.ts';
import type { Engine } from '../server/engine.ts';
import type { Collection } from '../storage/collection.ts';
import { collect, openCursor } from './answer-cursor.ts';
import { explainCommand } from './explain.ts';
import type { Command, Reply, Request } from './command.ts';
import { arrayArgument, collationFor, collectionArgument, countArgument, documentArgument, isTrue, variablesOf } from './read-arguments.ts';
import { writeResults } from './write-results.ts';

export function pipelineSource(engine: Engine, request: Request): PipelineSource {
  return { reader: engine.store, find: (name) => engine.catalog.find(request.database, name), checkTime: request.checkTime, now: engine.now() };
}

function* encoded(steps: Steps<Document>): Steps<Buffer> {
  for (const step of steps) yield step === pause ? pause : encodeDocument(step);
}

function openResults(engine: Engine, request: Request, namespace: string, steps: Steps<Document>, batchSize: number | undefined): Promise<Reply> {
  return openCursor(engine, request, namespace, encoded(steps), { batchSize });
}

const writes = (stage: Stage | undefined): boolean => stage?.name === '$out' || stage?.name === '$merge';

export const aggregate: Command = {
  name: 'aggregate',
  group: 'documents',
  summary: 'pipelines: $match … $setWindowFields, $lookup, $facet, $unionWith, $merge, $out, let, hint, collation; change streams are refused',
  async run(engine, request) {
    engine.counters.command += 1;
    const pipeline = arrayArgument(request, 'pipeline');
    if (!pipeline) throw new CommandError(40414, "BSON field 'aggregate.pipeline' is missing but a required field");
    const stages = parsePipeline(pipeline);
    if (stages[0]?.name === '$changeStream') throw new CommandError(40573, 'The $changeStream stage is only supported on replica sets');
    if (isTrue(request.body['explain'])) return explainCommand(engine, request, 'queryPlanner');
    const cursor = documentArgument(request, 'cursor');
    if (!cursor) throw new CommandError(9, "The 'cursor' option is required, except for aggregate with the explain argument");
    const isDatabase = request.body['aggregate'] === 1;
    if (isDatabase && stages[0]?.name !== '$documents') throw new CommandError(73, `{aggregate: 1} is not valid for '${stages[0]?.name ?? 'an empty pipeline'}'; a collection is required.`);
    const name = isDatabase ? undefined : collectionArgument(request);
    const batchSize = countArgument({ ...request, name: 'cursor', body: cursor }, 'batchSize');
    const collection = name === undefined ? undefined : engine.catalog.find(request.database, name);
    const options = { collation: collationFor(collection, request.body['collation']), variables: variablesOf(request), hint: request.body['hint'] };
    const last = stages.at(-1);
    const namespace = `${request.database}.${name ?? '$cmd.aggregate'}`;
    const source = pipelineSource(engine, request);
    if (!last || !writes(last)) return openResults(engine, request, namespace, runPipeline(source, name, stages, options), batchSize);
    const results = await collect(runPipeline(source, name, stages.slice(0, -1), options), request);
    await writeResults(engine, request, last, results);
    return openResults(engine, request, namespace, nothing(), batchSize);
  },
};

function* nothing(): Steps<Document> {}

/** A find on a view, answered by the view's pipeline. */
export function aggregateView(engine: Engine, request: Request, view: Collection): Promise<Reply> {
  const { body } = request;
  const stage = (name: string, value: Document[string] | undefined): Stage[] => (value === undefined || value === null || value === 0 || (isDocument(value) && Object.keys(value).length === 0) ? [] : [{ name, specification: value }]);
  const stages = [...stage('$match', body['filter']), ...stage('$sort', body['sort']), ...stage('$skip', body['skip']), ...stage('$limit', body['limit']), ...stage('$project', body['projection'])];
  const options = { collation: collationFor(view, body['collation']), variables: variablesOf(request) };
  return openResults(engine, request, `${request.database}.${view.name}`, runPipeline(pipelineSource(engine, request), view.name, stages, options), countArgument(request, 'batchSize'));
}
