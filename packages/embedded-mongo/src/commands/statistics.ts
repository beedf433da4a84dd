import { statSync } from 'node:fs';
import { arch, cpus, hostname, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Encodable } from '../bson/encode-document.ts';
import type { Engine } from '../server/engine.ts';
import type { Collection } from '../storage/collection.ts';
import { entriesPrefix, prefixRange } from '../storage/key-space.ts';
import type { Command } from './command.ts';
import { serverVersion } from './handshake.ts';
import { existingCollection } from './indexes.ts';
import { validateCollection } from '../query/validate-collection.ts';
import { collectionArgument } from './read-arguments.ts';

const averageEntryBytes = 48;

function fileSize(engine: Engine): number {
  return statSync(join(engine.directory, 'data.mdb')).size;
}

/** An estimate: entries are counted, their bytes are not. */
function indexSizes(engine: Engine, collection: Collection): Record<string, number> {
  const sizes = collection.indexes.map((index): [string, number] => [index.name, engine.store.countKeys(prefixRange(entriesPrefix(index.id))) * averageEntryBytes]);
  return Object.fromEntries([['_id_', collection.count * averageEntryBytes], ...sizes]);
}

function describe(engine: Engine, collection: Collection): Record<string, Encodable> {
  const sizes = indexSizes(engine, collection);
  const totalIndexSize = Object.values(sizes).reduce((sum, size) => sum + size, 0);
  return {
    ns: `${collection.database}.${collection.name}`, size: collection.bytes, count: collection.count, avgObjSize: collection.count === 0 ? 0 : Math.floor(collection.bytes / collection.count),
    storageSize: collection.bytes, freeStorageSize: 0, capped: false, nindexes: collection.indexes.length + 1, indexBuilds: collection.indexes.filter(({ ready }) => !ready).map(({ name }) => name),
    totalIndexSize, indexSizes: sizes, totalSize: collection.bytes + totalIndexSize, scaleFactor: 1,
  };
}

export const collStats: Command = {
  name: 'collStats',
  aliases: ['collstats'],
  group: 'collections',
  summary: 'counts and sizes; index sizes are estimates',
  run(engine, request) {
    const collection = engine.catalog.find(request.database, collectionArgument(request));
    if (!collection) return { ns: `${request.database}.${collectionArgument(request)}`, size: 0, count: 0, storageSize: 0, nindexes: 0, totalIndexSize: 0, indexSizes: {}, totalSize: 0, scaleFactor: 1 };
    return describe(engine, collection);
  },
};

export const dbStats: Command = {
  name: 'dbStats',
  aliases: ['dbstats'],
  group: 'collections',
  summary: 'counts and sizes of a database',
  run(engine, request) {
    const collections = engine.catalog.collectionsOf(request.database).filter(({ view }) => !view);
    const sum = (read: (collection: Collection) => number): number => collections.reduce((total, collection) => total + read(collection), 0);
    const indexSize = sum((collection) => Object.values(indexSizes(engine, collection)).reduce((total, size) => total + size, 0));
    const [objects, dataSize] = [sum(({ count }) => count), sum(({ bytes }) => bytes)];
    return {
      db: request.database, collections: collections.length, views: engine.catalog.collectionsOf(request.database).length - collections.length, objects,
      avgObjSize: objects === 0 ? 0 : dataSize / objects, dataSize, storageSize: dataSize, indexes: sum(({ indexes }) => indexes.length + 1), indexSize,
      totalSize: dataSize + indexSize, scaleFactor: 1, fsUsedSize: fileSize(engine), fsTotalSize: fileSize(engine),
    };
  },
};

export const serverStatus: Command = {
  name: 'serverStatus',
  group: 'server',
  summary: 'uptime, connections, operation counters, memory, cursors',
  run(engine) {
    const uptime = (engine.now().getTime() - engine.startedAt.getTime()) / 1000;
    const { opened, ...opcounters } = engine.counters;
    const memory = process.memoryUsage();
    return {
      host: hostname(), version: serverVersion, process: 'embedded-mongo', pid: process.pid, uptime, uptimeMillis: Math.round(uptime * 1000), localTime: engine.now(),
      connections: { current: engine.openConnections(), available: 1000, totalCreated: opened, active: engine.openConnections() },
      opcounters, mem: { bits: 64, resident: Math.round(memory.rss / 1048576), virtual: Math.round(memory.rss / 1048576) },
      metrics: { cursor: { open: { total: engine.cursors.size } } }, storageEngine: { name: 'lmdb', supportsCommittedReads: true, persistent: true },
    };
  },
};

export const validate: Command = {
  name: 'validate',
  group: 'collections',
  summary: 'checks every document and every index entry against each other',
  async run(engine, request) {
    const collection = existingCollection(engine, request);
    const { errors, documents, keysPerIndex } = await validateCollection(engine, collection);
    return { ns: `${request.database}.${collection.name}`, nInvalidDocuments: 0, nrecords: documents, nIndexes: collection.indexes.length + 1, keysPerIndex, valid: errors.length === 0, warnings: [], errors, corruptRecords: [] };
  },
};

export const dataSize: Command = {
  name: 'dataSize',
  group: 'collections',
  summary: 'bytes and number of documents of a collection',
  run(engine, request) {
    const namespace = String(request.body['dataSize']);
    const collection = engine.catalog.find(request.database, namespace.slice(namespace.indexOf('.') + 1));
    return { size: collection?.bytes ?? 0, numObjects: collection?.count ?? 0, millis: 0, estimate: false };
  },
};

export const hostInfo: Command = {
  name: 'hostInfo',
  group: 'server',
  summary: 'the machine',
  run: (engine) => ({
    system: { currentTime: engine.now(), hostname: hostname(), cpuAddrSize: 64, memSizeMB: Math.round(totalmem() / 1048576), numCores: cpus().length, cpuArch: arch() },
    os: { type: platform(), name: platform(), version: release() },
    extra: {},
  }),
};

