import { toNumber } from '../bson/arithmetic.ts';
import { isDocument, isNumeric } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import { createEvaluation } from '../expression/evaluation.ts';
import { applyDelete, checkStatement } from '../query/apply-update.ts';
import type { Command } from './command.ts';
import { collationFor, collectionArgument, variablesOf } from './read-arguments.ts';
import { refuseView } from './refuse-view.ts';
import { checkWriteConcern, describeWriteError, isOrdered, runBatch, statementsOf } from './write-batch.ts';

export const deleteDocuments: Command = {
  name: 'delete',
  group: 'documents',
  summary: 'limit 0 or 1, hint, collation, ordered and unordered batches',
  async run(engine, request) {
    const name = collectionArgument(request);
    checkWriteConcern(request);
    const statements = statementsOf(request, 'deletes');
    engine.counters.delete += statements.length;
    return engine.store.write((writer) => {
      const collection = engine.catalog.find(request.database, name);
      refuseView(collection);
      let deleted = 0;
      const errors = runBatch(statements, isOrdered(request), (given) => {
        const { q, limit, hint } = given;
        if (!isDocument(q)) throw new CommandError(40414, "BSON field 'delete.deletes.q' is missing but a required field");
        const most = isNumeric(limit) ? toNumber(limit) : NaN;
        if (most !== 0 && most !== 1) throw new CommandError(9, `The limit field in delete objects must be 0 or 1. Got ${String(limit)}`);
        const evaluation = createEvaluation({ now: engine.now(), collation: collationFor(collection, given['collation']), variables: variablesOf(request) });
        if (!collection) checkStatement(q, evaluation);
        else deleted += applyDelete(engine, writer, collection, { filter: q, multi: most === 0, hint, evaluation }).deleted;
      });
      return { n: deleted, ...(errors.length > 0 ? { writeErrors: errors.map(describeWriteError) } : {}) };
    });
  },
};
