import { isDocument, type Document, type Value } from '../bson/values.ts';
import type { Stage } from '../aggregation/pipeline.ts';
import { CommandError } from '../errors.ts';
import { encodeDocument } from '../bson/encode-document.ts';
import { createEvaluation } from '../expression/evaluation.ts';
import type { Engine } from '../server/engine.ts';
import { prepareInsert } from '../storage/prepare-insert.ts';
import { checkValidator } from '../query/check-validator.ts';
import { applyUpdate } from '../query/apply-update.ts';
import type { Request } from './command.ts';
import { bypassesValidation, checkNewCollectionName } from './read-arguments.ts';
import { readPath } from '../semantics/read-path.ts';

interface Target {
  readonly database: string;
  readonly name: string;
}

function targetOf(value: Value | undefined, database: string, stage: string): Target {
  const target = typeof value === 'string' ? { database, name: value } : isDocument(value) && typeof value['coll'] === 'string' ? { database: typeof value['db'] === 'string' ? value['db'] : database, name: value['coll'] } : undefined;
  if (!target) throw new CommandError(51178, `${stage} needs the name of a collection`);
  checkNewCollectionName(target.database, target.name);
  return target;
}

/** $out: the collection holds exactly the results afterwards; its indexes stay. */
async function replaceCollection(engine: Engine, { database, name }: Target, results: readonly Document[], bypass: boolean): Promise<void> {
  const encoded = results.map((document) => prepareInsert(encodeDocument(document)));
  await engine.store.writeAlone((writer) => {
    const previous = engine.catalog.find(database, name);
    if (previous) engine.catalog.drop(writer, previous);
    const collection = engine.catalog.create(writer, database, name, previous?.options ?? {});
    engine.catalog.addIndexes(writer, collection, previous?.indexes.map(({ spec }) => spec) ?? [], true);
    for (const bytes of encoded) {
      checkValidator(engine, collection, { after: bytes, bypass });
      engine.documents.insert(writer, collection, bytes);
    }
  });
}

interface Merge {
  readonly into: Target;
  readonly on: readonly string[];
  readonly whenMatched: Value;
  readonly whenNotMatched: Value;
}

function parseMerge(specification: Value, database: string): Merge {
  const given = isDocument(specification) ? specification : { into: specification };
  const { on = '_id', whenMatched = 'merge', whenNotMatched = 'insert' } = given;
  const fields = (Array.isArray(on) ? on : [on]).filter((field) => typeof field === 'string');
  if (!Array.isArray(whenMatched) && !['replace', 'keepExisting', 'merge', 'fail'].includes(String(whenMatched))) throw new CommandError(51191, `unknown whenMatched mode ${String(whenMatched)}`);
  if (!['insert', 'discard', 'fail'].includes(String(whenNotMatched))) throw new CommandError(51191, `unknown whenNotMatched mode ${String(whenNotMatched)}`);
  return { into: targetOf(given['into'], database, '$merge'), on: fields, whenMatched, whenNotMatched };
}

function mergeUpdate(mode: Value, result: Document): Value {
  if (Array.isArray(mode)) return mode;
  if (mode === 'replace') return result;
  return mode === 'merge' ? { $set: result } : { $setOnInsert: result };
}

/** $merge: each result finds its document by the `on` fields and is merged into it, or inserted. */
async function mergeResults(engine: Engine, merge: Merge, results: readonly Document[], bypass: boolean): Promise<void> {
  const { database, name } = merge.into;
  const existing = engine.catalog.find(database, name);
  const isUnique = merge.on.join() === '_id' || existing?.indexes.some((index) => index.unique && !index.partialFilter && index.paths.map(({ path }) => path).toSorted().join() === merge.on.toSorted().join());
  if (!isUnique) throw new CommandError(51183, `Cannot find index to verify that join fields will be unique`);
  await engine.store.writeAlone((writer) => {
    const collection = engine.catalog.find(database, name) ?? engine.catalog.create(writer, database, name, {});
    for (const result of results) {
      const filter = Object.fromEntries(merge.on.map((path): [string, Value] => {
        const value = readPath(result, path);
        if (value === undefined || value === null || Array.isArray(value)) throw new CommandError(51132, `$merge write error: 'on' field '${path}' cannot be missing, null, undefined or an array`);
        return [path, { $eq: value }];
      }));
      const evaluation = createEvaluation({ now: engine.now(), variables: { new: result } });
      const { _id: id, ...withoutId } = result;
      const update = mergeUpdate(merge.whenMatched, merge.on.includes('_id') || id === undefined ? result : withoutId);
      const outcome = applyUpdate(engine, writer, collection, { filter, update, multi: false, upsert: false, evaluation, bypass });
      if (outcome.matched > 0) {
        if (merge.whenMatched === 'fail') throw new CommandError(11000, '$merge with whenMatched: fail found an existing document');
        continue;
      }
      if (merge.whenNotMatched === 'fail') throw new CommandError(13113, '$merge could not find a matching document in the target collection for at least one document in the source collection');
      if (merge.whenNotMatched === 'discard') continue;
      const bytes = prepareInsert(encodeDocument(result));
      checkValidator(engine, collection, { after: bytes, bypass });
      engine.documents.insert(writer, collection, bytes);
    }
  });
}

/** Runs the stage at a pipeline's end that writes its results. */
export async function writeResults(engine: Engine, request: Request, { name, specification }: Stage, results: readonly Document[]): Promise<void> {
  const bypass = bypassesValidation(request);
  if (name === '$out') return replaceCollection(engine, targetOf(specification, request.database, name), results, bypass);
  return mergeResults(engine, parseMerge(specification, request.database), results, bypass);
}
