import type { Document, Value } from '../bson/values.ts';
import type { Evaluation } from '../expression/evaluation.ts';
import type { Found } from '../planner/scan-plan.ts';
import type { Collection } from '../storage/collection.ts';
import { dependsOn, type Index } from '../storage/index-definition.ts';
import { documentKey } from '../storage/key-space.ts';
import type { Writer } from '../storage/store.ts';
import { findDocuments, type FindRequest } from './find-documents.ts';
import { lookUp } from './look-up.ts';
import { prepareFind } from './prepare-find.ts';
import { withoutPauses } from './steps.ts';

export interface MatchRequest {
  readonly filter: Document;
  readonly multi: boolean;
  readonly sort?: Document | undefined;
  readonly hint?: Value | undefined;
  readonly evaluation: Evaluation;
  /** What will be done to each match before the next one is asked for: these fields are changed, or it is removed. */
  readonly changes: ReadonlySet<string> | 'anything' | 'existence';
}

/** So many ids are remembered where entries may move; beyond that all documents are scanned, which holds nothing. */
const mostIds = 20_000;

const mayMove = (index: Index | undefined, changes: MatchRequest['changes']): boolean =>
  index !== undefined && changes !== 'existence' && (changes === 'anything' || dependsOn(index, changes));

const search = (writer: Writer, request: FindRequest): Generator<Found> => withoutPauses(findDocuments(writer, request, { keysExamined: 0, docsExamined: 0 }));

/** The ids of all matches, undefined when there are too many to remember. */
function idsOf(writer: Writer, request: FindRequest): Buffer[] | undefined {
  const ids: Buffer[] = [];
  for (const { idKey } of search(writer, request)) {
    if (ids.length === mostIds) return undefined;
    ids.push(Buffer.from(idKey));
  }
  return ids;
}

function* readAll(writer: Writer, collection: Collection, ids: readonly Buffer[]): Generator<Found> {
  for (const idKey of ids) {
    const bytes = writer.get(documentKey(collection.id, idKey));
    if (bytes) yield { idKey, bytes };
  }
}

/**
 * The documents that a statement will change, each once, while it changes them: an entry that an update moves along the index
 * it was found by must not be met again. Documents never move, since they are kept by _id.
 */
export function matchesOf(writer: Writer, collection: Collection, request: MatchRequest): Iterable<Found> {
  const { filter, multi, sort, hint, evaluation, changes } = request;
  const single = sort === undefined && hint === undefined ? lookUp(writer, collection, filter, evaluation.collation) : undefined;
  if (single) return single.found ? [single.found] : [];
  const input = { collection, filter, sort, evaluation };
  const planned = prepareFind(writer, { ...input, hint, limit: multi ? 0 : 1 });
  if (!multi) return [...search(writer, planned)];
  if (!mayMove(planned.plan.index, changes)) return search(writer, planned);
  const ids = idsOf(writer, planned);
  return ids ? readAll(writer, collection, ids) : search(writer, prepareFind(writer, { ...input, hint: '_id_' }));
}
