import { encodeDocument } from '../bson/encode-document.ts';
import { checkValidator } from '../query/check-validator.ts';
import { prepareInsert } from '../storage/prepare-insert.ts';
import type { Command, Request } from './command.ts';
import { bypassesValidation, checkNewCollectionName, collectionArgument } from './read-arguments.ts';
import { checkBatchSize, checkWriteConcern, describeWriteError, isOrdered, runBatch, statementsOf } from './write-batch.ts';
import { refuseView } from './refuse-view.ts';

function documentsOf(request: Request): readonly Buffer[] {
  const sequence = request.sequences.get('documents');
  if (!sequence) return statementsOf(request, 'documents').map((document) => encodeDocument(document));
  checkBatchSize(sequence.length);
  return sequence;
}

export const insert: Command = {
  name: 'insert',
  group: 'documents',
  summary: 'ordered and unordered batches, exact writeErrors; creates the collection',
  async run(engine, request) {
    const name = collectionArgument(request);
    checkNewCollectionName(request.database, name);
    checkWriteConcern(request);
    const documents = documentsOf(request);
    const errors = await engine.store.write((writer) => {
      const collection = engine.catalog.find(request.database, name) ?? engine.catalog.create(writer, request.database, name, {});
      refuseView(collection);
      const bypass = bypassesValidation(request);
      const failed = runBatch(documents, isOrdered(request), (given) => {
        const bytes = prepareInsert(given);
        checkValidator(engine, collection, { after: bytes, bypass });
        engine.documents.insert(writer, collection, bytes);
      });
      return { failed, attempted: failed.length > 0 && isOrdered(request) ? (failed[0]?.index ?? 0) + 1 : documents.length };
    });
    const inserted = errors.attempted - errors.failed.length;
    engine.counters.insert += inserted;
    return { n: inserted, ...(errors.failed.length > 0 ? { writeErrors: errors.failed.map(describeWriteError) } : {}) };
  },
};
