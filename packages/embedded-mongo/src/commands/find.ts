import { Long } from 'bson';
import { RawBson } from '../bson/encode-document.ts';
import { CommandError } from '../errors.ts';
import { createEvaluation } from '../expression/evaluation.ts';
import { checkStatement } from '../query/apply-update.ts';
import { findDocuments } from '../query/find-documents.ts';
import { lookUp } from '../query/look-up.ts';
import { prepareFind } from '../query/prepare-find.ts';
import { pause, type Steps } from '../query/steps.ts';
import { compileFindProjection } from '../semantics/compile-find-projection.ts';
import type { Found } from '../planner/scan-plan.ts';
import type { Projection } from '../semantics/compile-projection.ts';
import { aggregateView } from './aggregate.ts';
import { openCursor } from './answer-cursor.ts';
import type { Command } from './command.ts';
import { collationFor, collectionArgument, countArgument, documentArgument, isTrue, variablesOf } from './read-arguments.ts';

function* projected(steps: Steps<Found>, projection: Projection | undefined): Steps<Buffer> {
  for (const step of steps) {
    if (step === pause) yield pause;
    else yield projection?.ofBytes(step.bytes) ?? step.bytes;
  }
}

function* nothing(): Steps<Buffer> {}

export const find: Command = {
  name: 'find',
  group: 'documents',
  summary: 'filter, sort, projection, skip, limit, hint, collation, let, batches; tailable cursors are refused',
  async run(engine, request) {
    const name = collectionArgument(request);
    const { body } = request;
    engine.counters.query += 1;
    if (isTrue(body['tailable'])) throw new CommandError(2, 'error processing query: tailable cursor requested on non capped collection');
    if (body['min'] !== undefined || body['max'] !== undefined || isTrue(body['returnKey'])) throw new CommandError(115, 'min, max and returnKey are not supported: use a filter with a hint');
    const namespace = `${request.database}.${name}`;
    const collection = engine.catalog.find(request.database, name);
    if (collection?.view) return aggregateView(engine, request, collection);
    const filter = documentArgument(request, 'filter') ?? {};
    const evaluation = createEvaluation({ now: engine.now(), collation: collationFor(collection, body['collation']), variables: variablesOf(request) });
    const sort = documentArgument(request, 'sort');
    const limit = countArgument(request, 'limit') ?? 0;
    const projection = compileFindProjection(documentArgument(request, 'projection') ?? {}, filter, evaluation);
    const skip = countArgument(request, 'skip');
    const batchSize = countArgument(request, 'batchSize');
    const isPlain = collection && sort === undefined && body['hint'] === undefined && !skip && batchSize !== 0;
    const single = isPlain ? lookUp(engine.store, collection, filter, evaluation.collation) : undefined;
    if (single) return { cursor: { firstBatch: single.found ? [new RawBson(projection?.ofBytes(single.found.bytes) ?? single.found.bytes)] : [], id: Long.ZERO, ns: namespace } };
    if (!collection) checkStatement(filter, evaluation);
    const input = { filter, sort, skip, limit, hint: body['hint'], evaluation };
    const steps = collection
      ? projected(findDocuments(engine.store, prepareFind(engine.store, { ...input, collection }), { keysExamined: 0, docsExamined: 0 }), projection)
      : nothing();
    return openCursor(engine, request, namespace, steps, {
      batchSize,
      singleBatch: isTrue(body['singleBatch']),
      noTimeout: isTrue(body['noCursorTimeout']),
      limit,
    });
  },
};
