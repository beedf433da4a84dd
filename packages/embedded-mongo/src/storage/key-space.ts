import type { KeyRange } from './store.ts';

/** The first byte of every key says what it is for. */
const space = { collection: 1, counts: 2, documents: 3, entries: 4, garbage: 5, owner: 6, nextId: 7 } as const;

function prefixed(kind: number, id: number, rest?: Uint8Array): Buffer {
  const key = Buffer.allocUnsafe(5 + (rest?.length ?? 0));
  key[0] = kind;
  key.writeUInt32BE(id, 1);
  if (rest) key.set(rest, 5);
  return key;
}

/** Every key that begins with `prefix`. */
export function prefixRange(prefix: Buffer): KeyRange {
  return { low: prefix, high: Buffer.concat([prefix, Buffer.alloc(1, 0xff)]) };
}

const wholeSpace = (kind: number): KeyRange => ({ low: Buffer.from([kind]), high: Buffer.from([kind + 1]) });

export const prefixLength = 5;
export const collectionKey = (collectionId: number): Buffer => prefixed(space.collection, collectionId);
export const allCollections = (): KeyRange => wholeSpace(space.collection);
export const countsKey = (collectionId: number): Buffer => prefixed(space.counts, collectionId);
export const documentKey = (collectionId: number, idKey: Uint8Array): Buffer => prefixed(space.documents, collectionId, idKey);
export const documentsPrefix = (collectionId: number): Buffer => prefixed(space.documents, collectionId);
export const entriesPrefix = (indexId: number): Buffer => prefixed(space.entries, indexId);
export const garbageKey = (prefix: Buffer): Buffer => Buffer.concat([Buffer.from([space.garbage]), prefix]);
export const allGarbage = (): KeyRange => wholeSpace(space.garbage);
export const garbagePrefix = (key: Buffer): Buffer => Buffer.from(key.subarray(1));
export const ownerKey = (): Buffer => Buffer.from([space.owner]);
export const nextIdKey = (): Buffer => Buffer.from([space.nextId]);
