import { encodeDocument, type Encodable } from '../bson/encode-document.ts';
import { RawDocument } from '../bson/raw-document.ts';
import { parseCollation } from '../bson/collation.ts';
import { decodeDocument } from '../bson/decode-document.ts';
import { isDocument, type Document, type Value } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import { parsePipeline } from '../aggregation/pipeline.ts';
import { compileFilter } from '../semantics/compile-filter.ts';
import { readValidation } from '../query/check-validator.ts';
import type { Engine } from '../server/engine.ts';
import type { Collection } from '../storage/collection.ts';
import type { Steps } from '../query/steps.ts';
import { openCursor } from './answer-cursor.ts';
import type { Command } from './command.ts';
import { describeIdIndex } from './describe-index.ts';
import { arrayArgument, checkNewCollectionName, collectionArgument, countArgument, documentArgument, isTrue, textArgument } from './read-arguments.ts';

const ignored = new Set(['create', 'lsid', 'comment', 'writeConcern', 'autoIndexId', 'clusteredIndex', 'maxTimeMS', 'apiVersion', 'apiStrict', 'apiDeprecationErrors', 'storageEngine', 'indexOptionDefaults', 'encryptedFields']);
const unsupported = ['capped', 'size', 'max', 'timeseries', 'changeStreamPreAndPostImages', 'expireAfterSeconds'];

const validation = ['validator', 'validationLevel', 'validationAction'];

function optionsOf(engine: Engine, body: Document): Document {
  for (const name of unsupported) {
    if (body[name] !== undefined && isTrue(body[name] === null ? undefined : typeof body[name] === 'object' ? true : body[name])) throw new CommandError(115, `the collection option '${name}' is not supported`);
  }
  const options = readValidation(engine, body);
  if (body['viewOn'] !== undefined && Object.keys(options).length > 0) throw new CommandError(72, 'a view can not have a validator');
  for (const [name, value] of Object.entries(body)) {
    if (ignored.has(name) || name.startsWith('$') || unsupported.includes(name) || validation.includes(name)) continue;
    if (name === 'collation') {
      const collation = parseCollation(value);
      if (collation) options['collation'] = collation.spec;
    } else if (name === 'viewOn' || name === 'pipeline') options[name] = value;
    else throw new CommandError(40415, `BSON field 'create.${name}' is an unknown field.`);
  }
  return options;
}

const sameOptions = (left: Document, right: Document): boolean => encodeDocument(left).equals(encodeDocument(right));

export const create: Command = {
  name: 'create',
  group: 'collections',
  summary: 'collections with a collation or a validator, and views; capped and time-series collections are refused',
  async run(engine, request) {
    const name = collectionArgument(request);
    checkNewCollectionName(request.database, name);
    const options = optionsOf(engine, request.body);
    if (options['viewOn'] !== undefined) parsePipeline(arrayArgument(request, 'pipeline') ?? []);
    await engine.store.write((writer) => {
      const existing = engine.catalog.find(request.database, name);
      if (existing && sameOptions(existing.options, options)) return;
      if (existing) throw new CommandError(48, `Collection ${request.database}.${name} already exists.`);
      engine.catalog.create(writer, request.database, name, options);
    });
    return {};
  },
};

export const drop: Command = {
  name: 'drop',
  group: 'collections',
  summary: 'removes a collection or view with its indexes',
  async run(engine, request) {
    const name = collectionArgument(request);
    return engine.store.write((writer) => {
      const collection = engine.catalog.find(request.database, name);
      if (!collection) return {};
      engine.catalog.drop(writer, collection);
      return { nIndexesWas: collection.indexes.length + 1, ns: `${request.database}.${name}` };
    });
  },
};

export const dropDatabase: Command = {
  name: 'dropDatabase',
  group: 'collections',
  summary: 'removes every collection of a database',
  async run(engine, request) {
    await engine.store.write((writer) => {
      for (const collection of engine.catalog.collectionsOf(request.database)) engine.catalog.drop(writer, collection);
    });
    return { dropped: request.database };
  },
};

export const renameCollection: Command = {
  name: 'renameCollection',
  group: 'collections',
  summary: 'within a database, optionally over an existing collection',
  async run(engine, request) {
    const [from, to] = [textArgument(request, 'renameCollection') ?? '', textArgument(request, 'to') ?? ''];
    const split = (namespace: string): [string, string] => [namespace.slice(0, namespace.indexOf('.')), namespace.slice(namespace.indexOf('.') + 1)];
    const [[fromDatabase, fromName], [toDatabase, toName]] = [split(from), split(to)];
    checkNewCollectionName(toDatabase, toName);
    if (fromDatabase !== toDatabase) throw new CommandError(20, 'collections can only be renamed within their database');
    await engine.store.write((writer) => {
      const collection = engine.catalog.find(fromDatabase, fromName);
      if (!collection) throw new CommandError(26, `Source collection ${from} does not exist`);
      const existing = engine.catalog.find(toDatabase, toName);
      if (existing && !isTrue(request.body['dropTarget'])) throw new CommandError(48, 'target namespace exists');
      if (existing && existing !== collection) engine.catalog.drop(writer, existing);
      engine.catalog.rename(writer, collection, toName);
    });
    return {};
  },
};

function describeCollection(collection: Collection, nameOnly: boolean): Record<string, Encodable> {
  const type = collection.view ? 'view' : 'collection';
  if (nameOnly) return { name: collection.name, type };
  if (collection.view) return { name: collection.name, type, options: collection.options, info: { readOnly: true } };
  return { name: collection.name, type, options: collection.options, info: { readOnly: false, uuid: collection.uuid }, idIndex: describeIdIndex(collection) };
}

export function* filtered(items: readonly Record<string, Encodable>[], filter: Document | undefined): Steps<Buffer> {
  const matches = compileFilter(filter ?? {});
  for (const item of items) {
    const bytes = Buffer.from(encodeDocument(item));
    if (matches(new RawDocument(bytes))) yield bytes;
  }
}

export const listCollections: Command = {
  name: 'listCollections',
  group: 'collections',
  summary: 'filter, nameOnly',
  run(engine, request) {
    const items = engine.catalog.collectionsOf(request.database).map((collection) => describeCollection(collection, isTrue(request.body['nameOnly'])));
    const batchSize = countArgument({ ...request, name: 'cursor', body: documentArgument(request, 'cursor') ?? {} }, 'batchSize');
    return openCursor(engine, request, `${request.database}.$cmd.listCollections`, filtered(items, documentArgument(request, 'filter')), { batchSize: batchSize ?? Infinity });
  },
};

export const listDatabases: Command = {
  name: 'listDatabases',
  group: 'collections',
  summary: 'filter, nameOnly',
  run(engine, request) {
    const items = engine.catalog.databaseNames().map((name) => {
      const collections = engine.catalog.collectionsOf(name);
      return { name, sizeOnDisk: collections.reduce((sum, { bytes }) => sum + bytes, 0), empty: collections.length === 0 };
    });
    const databases = [...filtered(items, documentArgument(request, 'filter'))].filter((item) => typeof item !== 'symbol').map((bytes): Value => decodeDocument(bytes));
    if (isTrue(request.body['nameOnly'])) return { databases: databases.map((each) => ({ name: isDocument(each) ? each['name'] : null })) };
    const totalSize = items.reduce((sum, { sizeOnDisk }) => sum + sizeOnDisk, 0);
    return { databases, totalSize, totalSizeMb: Math.floor(totalSize / 1024 / 1024) };
  },
};
