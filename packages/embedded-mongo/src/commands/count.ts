import { toNumber } from '../bson/arithmetic.ts';
import { isNumeric } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import { createEvaluation } from '../expression/evaluation.ts';
import { findDocuments } from '../query/find-documents.ts';
import { prepareFind } from '../query/prepare-find.ts';
import { pause, type Steps } from '../query/steps.ts';
import { checkStatement } from '../query/apply-update.ts';
import { runPipeline } from '../aggregation/run-pipeline.ts';
import { pipelineSource } from './aggregate.ts';
import { collect } from './answer-cursor.ts';
import type { Command, Request } from './command.ts';
import { collationFor, collectionArgument, countArgument, documentArgument, variablesOf } from './read-arguments.ts';

/** A negative limit means the same as its positive. */
function limitOf(request: Request): number {
  const { limit } = request.body;
  if (limit === undefined || limit === null) return 0;
  if (!isNumeric(limit)) throw new CommandError(14, "BSON field 'count.limit' is the wrong type, expected type 'long'");
  return Math.abs(Math.trunc(toNumber(limit)));
}

/** How many results there are, without holding them. */
function* total(steps: Steps<unknown>): Steps<number> {
  let results = 0;
  for (const step of steps) {
    if (step === pause) yield pause;
    else results += 1;
  }
  yield results;
}

export const count: Command = {
  name: 'count',
  group: 'documents',
  summary: 'query, skip, limit, hint, collation; from index entries alone where they suffice',
  async run(engine, request) {
    const name = collectionArgument(request);
    const collection = engine.catalog.find(request.database, name);
    const filter = documentArgument(request, 'query') ?? {};
    const evaluation = createEvaluation({ now: engine.now(), collation: collationFor(collection, request.body['collation']), variables: variablesOf(request) });
    checkStatement(filter, evaluation);
    const [skip, limit] = [countArgument(request, 'skip') ?? 0, limitOf(request)];
    const windowed = (total: number): number => Math.min(Math.max(0, total - skip), limit > 0 ? limit : Infinity);
    if (!collection) return { n: 0 };
    if (collection.view) {
      const [results = 0] = await collect(total(runPipeline(pipelineSource(engine, request), name, [{ name: '$match', specification: filter }], { collation: evaluation.collation, variables: undefined })), request);
      return { n: windowed(results) };
    }
    if (Object.keys(filter).length === 0) return { n: windowed(collection.count) };
    const prepared = prepareFind(engine.store, { collection, filter, hint: request.body['hint'], evaluation });
    if (prepared.plan.exact) {
      const most = limit > 0 ? skip + limit : undefined;
      let entries = 0;
      for (const range of prepared.plan.ranges) entries += engine.store.countKeys(range, most === undefined ? undefined : most - entries);
      return { n: windowed(entries) };
    }
    const [found = 0] = await collect(total(findDocuments(engine.store, { ...prepared, skip, limit }, { keysExamined: 0, docsExamined: 0 })), request);
    return { n: found };
  },
};
