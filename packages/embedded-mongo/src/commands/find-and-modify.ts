import type { Document, Value } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import { createEvaluation } from '../expression/evaluation.ts';
import { applyDelete, applyUpdate, checkStatement } from '../query/apply-update.ts';
import { compileFindProjection } from '../semantics/compile-find-projection.ts';
import type { Command } from './command.ts';
import { bypassesValidation, checkNewCollectionName, collationFor, collectionArgument, documentArgument, isTrue, variablesOf } from './read-arguments.ts';
import { refuseView } from './refuse-view.ts';
import { checkWriteConcern } from './write-batch.ts';

export const findAndModify: Command = {
  name: 'findAndModify',
  aliases: ['findandmodify'],
  group: 'documents',
  summary: 'update, replace or remove one document and return it before or after; upsert, sort, fields, arrayFilters',
  async run(engine, request) {
    const { body } = request;
    const name = collectionArgument(request);
    checkNewCollectionName(request.database, name);
    checkWriteConcern(request);
    const filter = documentArgument(request, 'query') ?? {};
    const [remove, upsert, wantsNew] = [isTrue(body['remove']), isTrue(body['upsert']), isTrue(body['new'])];
    const change: Value | undefined = body['update'];
    if (remove === (change !== undefined)) throw new CommandError(9, remove ? "Cannot specify both an 'update' and 'remove'=true" : "Either an update or remove=true must be specified");
    if (remove && (upsert || wantsNew)) throw new CommandError(9, `Cannot specify both ${upsert ? 'upsert=true' : 'new=true'} and remove=true${upsert ? ' ' : '; \'remove\' always returns the deleted document'}`);
    engine.counters.update += 1;
    return engine.store.write((writer) => {
      const existing = engine.catalog.find(request.database, name);
      refuseView(existing);
      const evaluation = createEvaluation({ now: engine.now(), collation: collationFor(existing, body['collation']), variables: variablesOf(request) });
      if (!existing) checkStatement(filter, evaluation);
      const projection = compileFindProjection(documentArgument(request, 'fields') ?? {}, filter, evaluation);
      const answer = (document: Document | undefined): Document | null => (document ? projection?.ofDocument(document) ?? document : null);
      const shared = { filter, sort: documentArgument(request, 'sort'), hint: body['hint'], evaluation, multi: false, bypass: bypassesValidation(request) };
      const collection = existing ?? (upsert ? engine.catalog.create(writer, request.database, name, {}) : undefined);
      if (!collection) return { lastErrorObject: { n: 0, ...(remove ? {} : { updatedExisting: false }) }, value: null };
      if (remove) {
        const { deleted, last } = applyDelete(engine, writer, collection, shared);
        return { lastErrorObject: { n: deleted }, value: answer(last) };
      }
      const outcome = applyUpdate(engine, writer, collection, { ...shared, update: change ?? null, upsert, arrayFilters: body['arrayFilters'] });
      const lastErrorObject = { n: outcome.matched + (outcome.upserted === undefined ? 0 : 1), updatedExisting: outcome.matched > 0, ...(outcome.upserted === undefined ? {} : { upserted: outcome.upserted }) };
      return { lastErrorObject, value: answer((wantsNew ? outcome.after : outcome.original)?.()) };
    });
  },
};
