import { createEvaluation } from '../expression/evaluation.ts';
import type { Engine } from '../server/engine.ts';
import type { Collection } from '../storage/collection.ts';
import type { Index } from '../storage/index-definition.ts';
import { findDocuments } from './find-documents.ts';
import { prepareFind } from './prepare-find.ts';
import { withoutPauses } from './steps.ts';

const documentsPerStep = 200;

/** Removes some documents whose time is over; returns how many there were. A document without a date never expires. */
function removeStep(engine: Engine, collection: Collection, index: Index, seconds: number): Promise<number> {
  return engine.store.write((writer) => {
    if (collection.dropped) return 0;
    const path = index.paths[0]?.path ?? '';
    const old = { [path]: { $lte: new Date(engine.now().getTime() - seconds * 1000) } };
    const filter = index.partialFilter ? { $and: [index.partialFilter, old] } : old;
    const request = prepareFind(writer, { collection, filter, limit: documentsPerStep, evaluation: createEvaluation({ now: engine.now(), collation: index.collation }) });
    const expired = [...withoutPauses(findDocuments(writer, request, { keysExamined: 0, docsExamined: 0 }))];
    for (const { idKey, bytes } of expired) engine.documents.remove(writer, collection, idKey, bytes);
    return expired.length;
  });
}

/** One round of the TTL monitor over every TTL index. */
export async function removeExpired(engine: Engine, isStopped: () => boolean): Promise<void> {
  const expiring = Array.from(engine.catalog.all(), (collection) => collection.indexes.map((index) => ({ collection, index }))).flat();
  for (const { collection, index } of expiring) {
    if (index.expireAfterSeconds === undefined || !index.ready) continue;
    while (!isStopped() && (await removeStep(engine, collection, index, index.expireAfterSeconds)) === documentsPerStep);
  }
}
