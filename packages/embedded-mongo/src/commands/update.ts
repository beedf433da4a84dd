import type { Encodable } from '../bson/encode-document.ts';
import { isDocument, type Document } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import { createEvaluation } from '../expression/evaluation.ts';
import { applyUpdate, checkStatement, type UpdateStatement } from '../query/apply-update.ts';
import type { Engine } from '../server/engine.ts';
import type { Collection } from '../storage/collection.ts';
import type { Command, Request } from './command.ts';
import { bypassesValidation, checkNewCollectionName, collationFor, collectionArgument, isTrue, variablesOf } from './read-arguments.ts';
import { refuseView } from './refuse-view.ts';
import { checkWriteConcern, describeWriteError, isOrdered, runBatch, statementsOf } from './write-batch.ts';

/** One statement of an update command, read and checked. */
function readUpdateStatement(engine: Engine, request: Request, collection: Collection | undefined, given: Document): UpdateStatement {
  const { q, u, c, sort } = given;
  if (!isDocument(q)) throw new CommandError(40414, "BSON field 'update.updates.q' is missing but a required field");
  if (u === undefined) throw new CommandError(40414, "BSON field 'update.updates.u' is missing but a required field");
  const multi = isTrue(given['multi']);
  if (multi && sort !== undefined) throw new CommandError(9, 'Cannot specify sort with multi=true');
  const variables = { ...variablesOf(request), ...(isDocument(c) ? c : {}) };
  return {
    filter: q, update: u, multi, bypass: bypassesValidation(request), upsert: isTrue(given['upsert']),
    sort: isDocument(sort) ? sort : undefined,
    arrayFilters: given['arrayFilters'], hint: given['hint'],
    evaluation: createEvaluation({ now: engine.now(), collation: collationFor(collection, given['collation']), variables }),
  };
}

export const update: Command = {
  name: 'update',
  group: 'documents',
  summary: 'operators, replacement and pipeline updates, multi, upsert, arrayFilters, positional paths, hint, sort, collation',
  async run(engine, request) {
    const name = collectionArgument(request);
    checkNewCollectionName(request.database, name);
    checkWriteConcern(request);
    const statements = statementsOf(request, 'updates');
    engine.counters.update += statements.length;
    return engine.store.write((writer) => {
      let collection = engine.catalog.find(request.database, name);
      refuseView(collection);
      let [matched, modified] = [0, 0];
      const upserted: Encodable[] = [];
      const errors = runBatch(statements, isOrdered(request), (given, index) => {
        const statement = readUpdateStatement(engine, request, collection, given);
        if (!collection) checkStatement(statement.filter, statement.evaluation);
        if (!collection && statement.upsert) collection = engine.catalog.create(writer, request.database, name, {});
        if (!collection) return;
        const outcome = applyUpdate(engine, writer, collection, statement);
        matched += outcome.matched;
        modified += outcome.modified;
        if (outcome.upserted !== undefined) upserted.push({ index, _id: outcome.upserted });
      });
      return {
        n: matched + upserted.length,
        nModified: modified,
        ...(upserted.length > 0 ? { upserted } : {}),
        ...(errors.length > 0 ? { writeErrors: errors.map(describeWriteError) } : {}),
      };
    });
  },
};
