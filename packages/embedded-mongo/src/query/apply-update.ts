import { ObjectId } from 'bson';
import { decodeDocument } from '../bson/decode-document.ts';
import { encodeDocument } from '../bson/encode-document.ts';
import type { Document, Value } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import { filterContext, type Evaluation } from '../expression/evaluation.ts';
import type { Found } from '../planner/scan-plan.ts';
import type { Engine } from '../server/engine.ts';
import type { Collection } from '../storage/catalog.ts';
import { largestDocument, prepareInsert } from '../storage/prepare-insert.ts';
import type { Writer } from '../storage/store.ts';
import { compileUpdate, idFirst, type Update } from '../update/compile-update.ts';
import { seedUpsert } from '../update/seed-upsert.ts';
import { compileFilter } from '../semantics/compile-filter.ts';
import { findDocuments } from './find-documents.ts';
import { prepareFind } from './prepare-find.ts';
import { withoutPauses } from './steps.ts';

export interface UpdateStatement {
  readonly filter: Document;
  readonly update: Value;
  readonly multi: boolean;
  readonly upsert: boolean;
  readonly evaluation: Evaluation;
  readonly sort?: Document | undefined;
  readonly arrayFilters?: Value | undefined;
  readonly hint?: Value | undefined;
}

export interface UpdateOutcome {
  matched: number;
  modified: number;
  upserted: Value | undefined;
  /** The one document that findAndModify answers with, before and after. */
  original: (() => Document) | undefined;
  after: Document | undefined;
}

function encodeUpdated(document: Document): Buffer {
  const bytes = encodeDocument(document);
  if (bytes.length > largestDocument) throw new CommandError(17419, `Resulting document after update is larger than ${largestDocument}`);
  return bytes;
}

/** The documents a statement will touch, read to the end before the first is changed: a changed one must not be met again. */
function matchesOf(writer: Writer, collection: Collection, statement: UpdateStatement): Found[] {
  const { filter, sort, hint, evaluation } = statement;
  const request = prepareFind(writer, { collection, filter, sort, hint, evaluation, limit: statement.multi ? 0 : 1 });
  return [...withoutPauses(findDocuments(writer, request, { keysExamined: 0, docsExamined: 0 }))];
}

function insertSeed(engine: Engine, writer: Writer, collection: Collection, statement: UpdateStatement, update: Update): Document {
  const seed = (): Document => seedUpsert(statement.filter, update.kind === 'replacement');
  const seeded = update.apply(seed(), true, seed);
  const document = idFirst(seeded, seeded['_id'] ?? new ObjectId());
  engine.documents.insert(writer, collection, prepareInsert(encodeUpdated(document)));
  return document;
}

/** Runs one update statement inside a write task. Throws before the document at hand is touched; those before it stay changed. */
export function applyUpdate(engine: Engine, writer: Writer, collection: Collection, statement: UpdateStatement): UpdateOutcome {
  const { filter, evaluation, multi } = statement;
  const update = compileUpdate(statement.update, { filter, arrayFilters: statement.arrayFilters, evaluation, now: engine.now() });
  if (multi && update.kind === 'replacement') throw new CommandError(9, 'multi update is not supported for replacement-style update');
  const outcome: UpdateOutcome = { matched: 0, modified: 0, upserted: undefined, original: undefined, after: undefined };
  for (const { idKey, bytes } of matchesOf(writer, collection, statement)) {
    const original = (): Document => decodeDocument(bytes);
    const after = update.apply(original(), false, original);
    const encoded = encodeUpdated(after);
    outcome.matched += 1;
    if (!multi) Object.assign(outcome, { original, after });
    if (encoded.equals(bytes)) continue;
    engine.documents.replace(writer, collection, idKey, bytes, Buffer.from(encoded));
    outcome.modified += 1;
  }
  if (outcome.matched === 0 && statement.upsert) {
    outcome.after = insertSeed(engine, writer, collection, statement, update);
    outcome.upserted = outcome.after['_id'];
  }
  return outcome;
}

/** Deletes what a filter matches; `limit` 1 stops after the first. Returns how many there were, and the last one. */
export function applyDelete(engine: Engine, writer: Writer, collection: Collection, statement: Pick<UpdateStatement, 'filter' | 'sort' | 'hint' | 'evaluation' | 'multi'>): { deleted: number; last: Document | undefined } {
  const found = matchesOf(writer, collection, { ...statement, update: {}, upsert: false });
  for (const { idKey, bytes } of found) engine.documents.remove(writer, collection, idKey, bytes);
  const last = statement.multi ? undefined : found.at(-1);
  return { deleted: found.length, last: last && decodeDocument(last.bytes) };
}

/** Throws what a filter or update could not mean even where there is no collection to apply it to. */
export function checkStatement(filter: Document, evaluation: Evaluation): void {
  compileFilter(filter, filterContext(evaluation));
}

