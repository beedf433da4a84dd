import { Long } from 'bson';
import { encodeDocument, type Encodable } from '../bson/encode-document.ts';
import { isDocument, type Document } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import { createEvaluation } from '../expression/evaluation.ts';
import { applyDelete, applyUpdate, checkStatement } from '../query/apply-update.ts';
import type { Engine } from '../server/engine.ts';
import type { Collection } from '../storage/collection.ts';
import { checkValidator } from '../query/check-validator.ts';
import { prepareInsert } from '../storage/prepare-insert.ts';
import type { Writer } from '../storage/store.ts';
import type { Command, Request } from './command.ts';
import { bypassesValidation, checkNewCollectionName, collationFor, isTrue, variablesOf } from './read-arguments.ts';
import { refuseView } from './refuse-view.ts';
import { checkWriteConcern, describeWriteError, isOrdered, runBatch, statementsOf } from './write-batch.ts';

interface Namespace {
  readonly database: string;
  readonly name: string;
}

interface Totals {
  nInserted: number;
  nMatched: number;
  nModified: number;
  nUpserted: number;
  nDeleted: number;
}

function namespaceOf(given: Document): Namespace {
  const ns = typeof given['ns'] === 'string' ? given['ns'] : '';
  const namespace = { database: ns.slice(0, ns.indexOf('.')), name: ns.slice(ns.indexOf('.') + 1) };
  checkNewCollectionName(namespace.database, namespace.name);
  return namespace;
}

/** Runs one operation of a client-level bulk write inside the write task; returns what the reply's cursor says of it. */
function runOperation(engine: Engine, writer: Writer, request: Request, operation: Document, namespaces: readonly Namespace[], totals: Totals): Record<string, Encodable> {
  const [kind = ''] = Object.keys(operation);
  const namespace = typeof operation[kind] === 'number' ? namespaces[operation[kind]] : undefined;
  if (!namespace) throw new CommandError(2, `BulkWrite ops entry has an invalid nsInfo index.`);
  const existing = engine.catalog.find(namespace.database, namespace.name);
  refuseView(existing);
  const makeCollection = (): Collection => existing ?? engine.catalog.create(writer, namespace.database, namespace.name, {});
  const evaluation = createEvaluation({ now: engine.now(), collation: collationFor(existing, operation['collation']), variables: { ...variablesOf(request), ...(isDocument(operation['constants']) ? operation['constants'] : {}) } });
  const bypass = bypassesValidation(request);
  const filter = isDocument(operation['filter']) ? operation['filter'] : {};
  switch (kind) {
    case 'insert': {
      const { document } = operation;
      if (!isDocument(document)) throw new CommandError(14, "BSON field 'bulkWrite.insert.document' must be an object");
      const [collection, bytes] = [makeCollection(), prepareInsert(encodeDocument(document))];
      checkValidator(engine, collection, { after: bytes, bypass });
      engine.documents.insert(writer, collection, bytes);
      totals.nInserted += 1;
      return { n: 1 };
    }
    case 'update': {
      checkStatement(filter, evaluation);
      const upsert = isTrue(operation['upsert']);
      if (!existing && !upsert) return { n: 0, nModified: 0 };
      const { sort } = operation;
      const outcome = applyUpdate(engine, writer, makeCollection(), {
        filter, update: operation['updateMods'] ?? null, multi: isTrue(operation['multi']), upsert, evaluation, bypass,
        arrayFilters: operation['arrayFilters'], hint: operation['hint'], sort: isDocument(sort) ? sort : undefined,
      });
      totals.nMatched += outcome.matched;
      totals.nModified += outcome.modified;
      totals.nUpserted += outcome.upserted === undefined ? 0 : 1;
      return { n: outcome.matched + (outcome.upserted === undefined ? 0 : 1), nModified: outcome.modified, ...(outcome.upserted === undefined ? {} : { upserted: { _id: outcome.upserted } }) };
    }
    case 'delete': {
      checkStatement(filter, evaluation);
      if (!existing) return { n: 0 };
      const { deleted } = applyDelete(engine, writer, existing, { filter, multi: isTrue(operation['multi']), hint: operation['hint'], evaluation });
      totals.nDeleted += deleted;
      return { n: deleted };
    }
    default: throw new CommandError(40415, `BSON field 'bulkWrite.ops.${kind}' is an unknown field.`);
  }
}

export const bulkWrite: Command = {
  name: 'bulkWrite',
  group: 'documents',
  summary: 'inserts, updates and deletes over several collections in one request',
  async run(engine, request) {
    if (request.database !== 'admin') throw new CommandError(13, 'bulkWrite may only be run against the admin database.');
    checkWriteConcern(request);
    const operations = statementsOf(request, 'ops');
    const namespaces = statementsOf(request, 'nsInfo').map(namespaceOf);
    const errorsOnly = isTrue(request.body['errorsOnly']);
    return engine.store.write((writer) => {
      const totals: Totals = { nInserted: 0, nMatched: 0, nModified: 0, nUpserted: 0, nDeleted: 0 };
      const results: Record<string, Encodable>[] = [];
      const errors = runBatch(operations, isOrdered(request), (operation, idx) => {
        results.push({ ok: 1, idx, ...runOperation(engine, writer, request, operation, namespaces, totals) });
      });
      const failed = errors.map((each): Record<string, Encodable> => {
        const { index, ...described } = describeWriteError(each);
        return { ok: 0, idx: index, n: 0, ...described };
      });
      const firstBatch = [...(errorsOnly ? [] : results), ...failed].toSorted((a, b) => Number(a['idx']) - Number(b['idx']));
      return { cursor: { id: Long.ZERO, firstBatch, ns: 'admin.$cmd.bulkWrite' }, nErrors: errors.length, ...totals };
    });
  },
};

