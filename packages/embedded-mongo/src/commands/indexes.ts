import { encodeDocument } from '../bson/encode-document.ts';
import { isDocument, type Document, type Value } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import { buildIndex } from '../query/build-index.ts';
import { readValidation } from '../query/check-validator.ts';
import type { Engine } from '../server/engine.ts';
import type { Collection } from '../storage/collection.ts';
import type { Index } from '../storage/index-definition.ts';
import { missingSpecs, readIndexSpec } from '../storage/index-spec.ts';
import { openCursor } from './answer-cursor.ts';
import { filtered } from './collections.ts';
import type { Command, Request } from './command.ts';
import { describeIdIndex, describeIndex } from './describe-index.ts';
import { arrayArgument, checkNewCollectionName, collectionArgument, countArgument, documentArgument, isTrue } from './read-arguments.ts';
import { refuseView } from './refuse-view.ts';

const mostIndexes = 64;

export function existingCollection(engine: Engine, request: Request): Collection {
  const name = collectionArgument(request);
  const collection = engine.catalog.find(request.database, name);
  if (!collection) throw new CommandError(26, `ns does not exist: ${request.database}.${name}`);
  return collection;
}

function isIdIndex(spec: Document): boolean {
  const key = spec['key'];
  return isDocument(key) && Object.keys(key).length === 1 && (key['_id'] === 1);
}

/** What of `wanted` a collection does not have yet. Throws for what it can not have beside the others. */
function stillMissing(request: Request, collection: Collection | undefined, wanted: readonly Document[]): Document[] {
  const existing = collection?.indexes.map(({ spec }) => spec) ?? [];
  const missing = missingSpecs(existing, wanted);
  const tooMany = missing[mostIndexes - 1 - existing.length];
  if (tooMany) throw new CommandError(67, `add index fails, too many indexes for ${request.database}.${collectionArgument(request)} key:${JSON.stringify(tooMany['key'])}`);
  return missing;
}

export const createIndexes: Command = {
  name: 'createIndexes',
  group: 'indexes',
  summary: 'single, compound, multikey, unique, sparse, partial, TTL, hidden, with collation; text, geospatial, hashed and wildcard are refused',
  async run(engine, request) {
    const name = collectionArgument(request);
    checkNewCollectionName(request.database, name);
    const given = arrayArgument(request, 'indexes') ?? [];
    if (given.length === 0) throw new CommandError(2, 'Must specify at least one index to create');
    const existed = engine.catalog.find(request.database, name);
    refuseView(existed);
    const specs = given.map((spec) => {
      if (!isDocument(spec)) throw new CommandError(14, 'The elements of the \'indexes\' array must be objects');
      return readIndexSpec(spec, existed);
    });
    const wanted = specs.filter((spec) => !isIdIndex(spec));
    const numIndexesBefore = (existed?.indexes.length ?? 0) + 1;
    const nothingToDo = { numIndexesBefore, numIndexesAfter: numIndexesBefore, createdCollectionAutomatically: !existed, note: 'all indexes already exist' };
    if (existed && stillMissing(request, existed, wanted).length === 0) return nothingToDo;
    const { collection, toBuild } = await engine.store.write((writer) => {
      const found = engine.catalog.find(request.database, name);
      const missing = stillMissing(request, found, wanted);
      const collection = found ?? engine.catalog.create(writer, request.database, name, {});
      if (collection.count > 0) return { collection, toBuild: missing };
      engine.catalog.addIndexes(writer, collection, missing, true);
      return { collection, toBuild: [] };
    });
    for (const spec of toBuild) if (stillMissing(request, collection, [spec]).length > 0) await buildIndex(engine, collection, spec);
    const numIndexesAfter = collection.indexes.length + 1;
    return numIndexesAfter === numIndexesBefore ? nothingToDo : { numIndexesBefore, numIndexesAfter, createdCollectionAutomatically: !existed };
  },
};

function namedIndexes(collection: Collection, wanted: Value | undefined): Index[] {
  if (wanted === '*') return collection.indexes;
  if (Array.isArray(wanted)) return wanted.flatMap((each) => namedIndexes(collection, each));
  if (wanted === '_id_' || (isDocument(wanted) && isIdIndex({ key: wanted }))) throw new CommandError(72, 'cannot drop _id index');
  const found = collection.indexes.filter((index) => (isDocument(wanted) ? isDocument(index.spec['key']) && encodeDocument(index.spec['key']).equals(encodeDocument(wanted)) : index.name === wanted));
  if (found.length === 0) throw new CommandError(27, isDocument(wanted) ? `can't find index with key: ${JSON.stringify(wanted)}` : `index not found with name [${String(wanted)}]`);
  return found;
}

export const dropIndexes: Command = {
  name: 'dropIndexes',
  aliases: ['deleteIndexes'],
  group: 'indexes',
  summary: 'by name, key, list or *',
  async run(engine, request) {
    return engine.store.write((writer) => {
      const collection = existingCollection(engine, request);
      const nIndexesWas = collection.indexes.length + 1;
      for (const index of namedIndexes(collection, request.body['index'])) engine.catalog.removeIndex(writer, collection, index);
      return { nIndexesWas };
    });
  },
};

export const listIndexes: Command = {
  name: 'listIndexes',
  group: 'indexes',
  summary: 'the indexes of a collection',
  run(engine, request) {
    const collection = existingCollection(engine, request);
    refuseView(collection);
    const items = [describeIdIndex(collection), ...collection.indexes.map(describeIndex)];
    const batchSize = countArgument({ ...request, name: 'cursor', body: documentArgument(request, 'cursor') ?? {} }, 'batchSize');
    return openCursor(engine, request, `${request.database}.${collection.name}`, filtered(items, undefined), { batchSize: batchSize ?? Infinity });
  },
};

export const collMod: Command = {
  name: 'collMod',
  group: 'collections',
  summary: "an index's expireAfterSeconds and hidden; a collection's validator, validationLevel and validationAction; a view's pipeline",
  async run(engine, request) {
    const change = documentArgument(request, 'index');
    return engine.store.write((writer) => {
      const collection = existingCollection(engine, request);
      if (!change) {
        const validation = readValidation(engine, request.body);
        if (Object.keys(validation).length > 0) {
          refuseView(collection);
          engine.catalog.changeOptions(writer, collection, { ...collection.options, ...validation });
          return {};
        }
        if (!collection.view || request.body['pipeline'] === undefined) return {};
        engine.catalog.drop(writer, collection);
        engine.catalog.create(writer, collection.database, collection.name, { viewOn: request.body['viewOn'] ?? collection.view.on, pipeline: arrayArgument(request, 'pipeline') ?? [] });
        return {};
      }
      const [index] = namedIndexes(collection, change['keyPattern'] ?? change['name']);
      if (!index) throw new CommandError(27, 'no index given');
      const before = index.spec;
      const spec = readIndexSpec({ ...before, ...(change['expireAfterSeconds'] === undefined ? {} : { expireAfterSeconds: change['expireAfterSeconds'] }), ...(change['hidden'] === undefined ? {} : { hidden: isTrue(change['hidden']) }) }, collection);
      engine.catalog.changeIndex(writer, collection, index, spec);
      return {
        ...(change['expireAfterSeconds'] === undefined ? {} : { expireAfterSeconds_old: before['expireAfterSeconds'], expireAfterSeconds_new: change['expireAfterSeconds'] }),
        ...(change['hidden'] === undefined ? {} : { hidden_old: before['hidden'] === true, hidden_new: isTrue(change['hidden']) }),
      };
    });
  },
};
