import { sameCollation, type Collation } from '../bson/collation.ts';
import type { Document } from '../bson/values.ts';
import type { SortField } from '../semantics/compile-sort.ts';
import type { Collection } from '../storage/collection.ts';
import type { Index } from '../storage/index-definition.ts';
import { documentsPrefix, prefixRange } from '../storage/key-space.ts';
import type { KeyRange, Reader } from '../storage/store.ts';
import { impliedBounds, isCovered } from './covered-filter.ts';
import { idRangesOf, rangesOf, type IndexRanges } from './index-ranges.ts';
import { indexFits } from './index-fits.ts';
import { isPoint, type Interval } from './key-interval.ts';
import { boundsOf, type PathBounds } from './path-bounds.ts';

/** How the documents that may match are found. */
export interface Plan {
  /** Undefined: the documents themselves are scanned, in the order of _id. */
  readonly index: Index | undefined;
  readonly ranges: readonly KeyRange[];
  readonly reverse: boolean;
  /** Documents come in the order that was asked for. */
  readonly sorted: boolean;
  /** Every entry in the ranges is one matching document: counting entries counts documents. */
  readonly exact: boolean;
  /** Per bounded path its intervals; empty for a scan of everything. */
  readonly intervals: readonly (readonly Interval[])[];
  /** A walk in order through what nothing but the order bounds has these instead, should it meet too little. */
  readonly instead?: readonly Plan[];
}

export interface PlanRequest {
  readonly filter: Document;
  readonly sort: readonly SortField[];
  readonly collation: Collation | undefined;
  /** How many documents are wanted in all; 0 or undefined: every one. */
  readonly limit?: number | undefined;
  /** The index to use, or `documents` for a scan; undefined leaves the choice to the planner. */
  readonly hint?: Index | 'documents' | undefined;
}

interface PlannedPath {
  readonly path: string;
  readonly descending: boolean;
  readonly multikey: boolean;
}

const idPath: readonly PlannedPath[] = [{ path: '_id', descending: false, multikey: false }];
const pathsOf = (index: Index): PlannedPath[] => index.paths.map(({ path, descending }, at) => ({ path, descending, multikey: index.multikey[at] === true }));

const isFixed = (intervals: readonly Interval[] | undefined): boolean => intervals?.length === 1 && intervals.every(isPoint);

/** Whether entries come in the order of `sort`, forwards or backwards. Paths fixed to one value don't disturb the order. */
function orderOf(paths: readonly PlannedPath[], intervals: readonly (readonly Interval[])[], sort: readonly SortField[]): { reverse: boolean } | undefined {
  const fixed = new Set(paths.filter(({ multikey }, at) => !multikey && isFixed(intervals[at])).map(({ path }) => path));
  let reverse: boolean | undefined;
  let at = 0;
  for (const field of sort) {
    if (fixed.has(field.path)) continue;
    while (at < paths.length && isFixed(intervals[at])) at += 1;
    const path = paths[at];
    if (path?.path !== field.path || path.multikey) return undefined;
    const backwards = path.descending !== field.descending;
    if (reverse !== undefined && reverse !== backwards) return undefined;
    reverse = backwards;
    at += 1;
    if (path.path === '_id') break;
  }
  return { reverse: reverse ?? false };
}

function planFor(index: Index, found: IndexRanges, request: PlanRequest, bounds: readonly PathBounds[]): Plan {
  const paths = pathsOf(index);
  const order = index.hasLongKeys ? undefined : orderOf(paths, found.intervals, request.sort);
  const oneEntryEach = paths.every(({ multikey }, at) => !multikey || isFixed(found.intervals[at]));
  return {
    index,
    ranges: order?.reverse ? found.ranges.toReversed() : found.ranges,
    reverse: order?.reverse ?? false,
    sorted: order !== undefined,
    exact: oneEntryEach && !found.cut && isCovered(request.filter, bounds, [...found.used, ...impliedBounds(index, bounds, request.collation)]),
    intervals: found.intervals,
  };
}

function planForDocuments(collection: Collection, request: PlanRequest, bounds: readonly PathBounds[]): Plan {
  const sameOrder = sameCollation(collection.collation, request.collation);
  const found = sameOrder ? idRangesOf(collection, bounds) : undefined;
  const intervals = found?.intervals ?? [];
  const order = collection.hasLongIds || !sameOrder ? undefined : orderOf(idPath, intervals, request.sort);
  const sorted = request.sort.length === 0 || order !== undefined;
  const ranges = found?.ranges ?? [prefixRange(documentsPrefix(collection.id))];
  const reverse = order?.reverse ?? false;
  return { index: undefined, ranges: reverse ? ranges.toReversed() : ranges, reverse, sorted, exact: found?.cut !== true && isCovered(request.filter, bounds, found?.used ?? []), intervals };
}

const estimateLimit = 200;

/** How many entries there are in the ranges, at most `most`. */
export function countEntries(reader: Reader, ranges: readonly KeyRange[], most: number): number {
  let keys = 0;
  for (const range of ranges) {
    if (keys >= most) break;
    keys += reader.countKeys(range, most - keys);
  }
  return keys;
}

/**
 * A walk in order through what nothing but the order bounds meets `limit` matches after `limit * count / matches` documents, where they are spread
 * evenly; bounds that hold fewer entries than that are read and sorted sooner.
 */
function boundsBeforeWalk(reader: Reader, walk: Plan, bounded: readonly Plan[], limit: number, count: number): Plan | undefined {
  const even = Math.ceil(Math.sqrt(limit * count));
  if (even <= estimateLimit) return undefined;
  return fewestEntries(reader, bounded, countEntries(reader, walk.ranges, even));
}

/** The plan with the fewest entries, when that is fewer than `most`. */
export function fewestEntries(reader: Reader, plans: readonly Plan[], most: number): Plan | undefined {
  const counted = plans.map((plan) => ({ plan, keys: countEntries(reader, plan.ranges, most) }));
  return counted.filter(({ keys }) => keys < most).toSorted((a, b) => a.keys - b.keys)[0]?.plan;
}

const fixedPaths = (plan: Plan): number => plan.intervals.filter((each) => each.every(isPoint)).length;

/** Fewest entries first while they are few; beyond that the requested order, then the tighter bounds. */
function best(reader: Reader, plans: readonly Plan[], limit: number, count: number): Plan | undefined {
  if (plans.length < 2) return plans[0];
  const ranked = plans.map((plan) => ({ plan, keys: plan.intervals.length === 0 ? estimateLimit : countEntries(reader, plan.ranges, estimateLimit) }));
  ranked.sort((a, b) => a.keys - b.keys
    || Number(b.plan.sorted) - Number(a.plan.sorted)
    || fixedPaths(b.plan) - fixedPaths(a.plan)
    || b.plan.intervals.length - a.plan.intervals.length
    || Number(b.plan.exact) - Number(a.plan.exact));
  const first = ranked[0]?.plan;
  const isWalk = first?.sorted === true && !first.exact && fixedPaths(first) === 0;
  if (!isWalk) return first;
  const bounded = plans.filter((plan) => plan !== first && plan.intervals.length > 0);
  return boundsBeforeWalk(reader, first, bounded, limit, count) ?? { ...first, instead: bounded };
}

/** Of several conditions on an array only one bounds a scan: each of them in turn comes first. */
function boundsInTurn(index: Index, bounds: readonly PathBounds[]): (readonly PathBounds[])[] {
  const onArray = index.multikey[0] === true ? bounds.filter(({ path }) => path === index.paths[0]?.path) : [];
  return onArray.length < 2 ? [bounds] : onArray.map((first) => [first, ...bounds.filter((each) => each !== first)]);
}

/** Picks the index, or the scan, by which the documents that match a filter are found. */
export function choosePlan(reader: Reader, collection: Collection, request: PlanRequest): Plan {
  const bounds = boundsOf(request.filter, request.collation?.fold);
  const documents = planForDocuments(collection, request, bounds);
  if (request.hint === 'documents') return documents;
  if (request.hint) return planFor(request.hint, rangesOf(request.hint, bounds), request, bounds);
  const byId = documents.intervals[0];
  if (byId && byId.every(isPoint) && byId.length <= 1) return documents;
  const fitting = collection.indexes.filter((index) => bounds.some(({ path }) => path === index.paths[0]?.path) || request.sort.length > 0)
    .filter((index) => indexFits(index, request.filter, bounds, request.collation));
  const oneDocument = fitting.find((index) => index.unique && index.paths.every(({ path }) => bounds.some((each) => each.path === path && isFixed(each.intervals))));
  if (oneDocument) return planFor(oneDocument, rangesOf(oneDocument, bounds), request, bounds);
  const indexed = fitting
    .flatMap((index) => boundsInTurn(index, bounds).map((each) => planFor(index, rangesOf(index, each), request, bounds)))
    .filter((plan) => plan.intervals.length > 0 || (plan.sorted && request.sort.length > 0));
  const candidates = documents.intervals.length > 0 || (documents.sorted && request.sort.length > 0) ? [documents, ...indexed] : indexed;
  return best(reader, candidates, request.limit ?? 0, collection.count) ?? documents;
}
