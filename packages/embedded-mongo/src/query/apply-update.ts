import { ObjectId } from 'bson';
import { decodeDocument } from '../bson/decode-document.ts';
import { encodeDocument } from '../bson/encode-document.ts';
import type { Document, Value } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import { filterContext, type Evaluation } from '../expression/evaluation.ts';
import type { Engine } from '../server/engine.ts';
import type { Collection } from '../storage/collection.ts';
import { largestDocument, prepareInsert } from '../storage/prepare-insert.ts';
import type { Writer } from '../storage/store.ts';
import { compileUpdate, idFirst, type Update } from '../update/compile-update.ts';
import { seedUpsert } from '../update/seed-upsert.ts';
import { compileFilter } from '../semantics/compile-filter.ts';
import { checkValidator } from './check-validator.ts';
import { matchesOf } from './find-matches.ts';

export interface UpdateStatement {
  readonly filter: Document;
  readonly update: Value;
  readonly multi: boolean;
  readonly upsert: boolean;
  readonly evaluation: Evaluation;
  readonly sort?: Document | undefined;
  readonly arrayFilters?: Value | undefined;
  readonly hint?: Value | undefined;
  /** The command's bypassDocumentValidation. */
  readonly bypass: boolean;
}

export interface UpdateOutcome {
  matched: number;
  modified: number;
  upserted: Value | undefined;
  /** The one document that findAndModify answers with, before and after. */
  original: (() => Document) | undefined;
  after: (() => Document) | undefined;
}

function checkSize(bytes: Buffer): Buffer {
  if (bytes.length > largestDocument) throw new CommandError(17419, `Resulting document after update is larger than ${largestDocument}`);
  return bytes;
}

/** A stored document as the update leaves it. */
function updated(update: Update, bytes: Buffer): Buffer {
  const original = (): Document => decodeDocument(bytes);
  const { touched } = update;
  const after = update.apply(touched ? touched.read(bytes) : original(), false, original);
  return checkSize(touched ? touched.patch(bytes, after) : encodeDocument(after));
}

function insertSeed(engine: Engine, writer: Writer, collection: Collection, statement: UpdateStatement, update: Update): Document {
  const seed = (): Document => seedUpsert(statement.filter, update.kind === 'replacement');
  const seeded = update.apply(seed(), true, seed);
  const document = idFirst(seeded, seeded['_id'] ?? new ObjectId());
  const bytes = prepareInsert(checkSize(encodeDocument(document)));
  checkValidator(engine, collection, { after: bytes, bypass: statement.bypass });
  engine.documents.insert(writer, collection, bytes);
  return document;
}

/** Runs one update statement inside a write task. Throws before the document at hand is touched; those before it stay changed. */
export function applyUpdate(engine: Engine, writer: Writer, collection: Collection, statement: UpdateStatement): UpdateOutcome {
  const { filter, evaluation, multi } = statement;
  const update = compileUpdate(statement.update, { filter, arrayFilters: statement.arrayFilters, evaluation, now: engine.now() });
  if (multi && update.kind === 'replacement') throw new CommandError(9, 'multi update is not supported for replacement-style update');
  const outcome: UpdateOutcome = { matched: 0, modified: 0, upserted: undefined, original: undefined, after: undefined };
  for (const { idKey, bytes } of matchesOf(writer, collection, { ...statement, changes: update.touched?.names ?? 'anything' })) {
    const after = updated(update, bytes);
    outcome.matched += 1;
    if (!multi) Object.assign(outcome, { original: () => decodeDocument(bytes), after: () => decodeDocument(after) });
    if (after.equals(bytes)) continue;
    checkValidator(engine, collection, { after, before: bytes, bypass: statement.bypass });
    engine.documents.replace(writer, collection, idKey, bytes, after, update.touched?.names);
    outcome.modified += 1;
  }
  if (outcome.matched === 0 && statement.upsert) {
    const inserted = insertSeed(engine, writer, collection, statement, update);
    outcome.after = () => inserted;
    outcome.upserted = inserted['_id'];
  }
  return outcome;
}

/** Deletes what a filter matches, or without `multi` the first. Returns how many there were, and that one. */
export function applyDelete(engine: Engine, writer: Writer, collection: Collection, statement: Pick<UpdateStatement, 'filter' | 'sort' | 'hint' | 'evaluation' | 'multi'>): { deleted: number; last: Document | undefined } {
  let deleted = 0;
  let last: Buffer | undefined;
  for (const { idKey, bytes } of matchesOf(writer, collection, { ...statement, changes: 'existence' })) {
    engine.documents.remove(writer, collection, idKey, bytes);
    deleted += 1;
    last = bytes;
  }
  return { deleted, last: statement.multi || !last ? undefined : decodeDocument(last) };
}

/** Throws what a filter or update could not mean even where there is no collection to apply it to. */
export function checkStatement(filter: Document, evaluation: Evaluation): void {
  compileFilter(filter, filterContext(evaluation));
}

