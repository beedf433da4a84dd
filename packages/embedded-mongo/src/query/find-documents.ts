import { RawDocument } from '../bson/raw-document.ts';
import type { Value } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import { countEntries, fewestEntries, type Plan } from '../planner/choose-plan.ts';
import { scanPlan, type Found, type ScanCounters } from '../planner/scan-plan.ts';
import type { Filter } from '../semantics/compile-filter.ts';
import type { SortOrder } from '../semantics/compile-sort.ts';
import type { Collection } from '../storage/collection.ts';
import type { Reader } from '../storage/store.ts';
import { pause, pauseTimer, type Steps } from './steps.ts';

export interface FindRequest {
  readonly collection: Collection;
  readonly plan: Plan;
  readonly matches: Filter;
  /** Undefined when no order was asked for. */
  readonly order: SortOrder | undefined;
  readonly skip: number;
  /** 0: all. */
  readonly limit: number;
}

/** As much as a sort that no index can do may hold, in bytes; MongoDB's own limit. */
const largestSort = 100 * 1024 * 1024;

function* filtered(reader: Reader, { collection, plan, matches }: FindRequest, counters: ScanCounters): Steps<Found> {
  const isTimeToPause = pauseTimer();
  for (const found of scanPlan(reader, collection, plan, counters)) {
    if (plan.exact || matches(new RawDocument(found.bytes))) yield found;
    if (isTimeToPause()) yield pause;
  }
}

interface Keyed {
  readonly found: Found;
  readonly key: readonly Value[];
}

/** Keeps the first `keep` documents in order while they stream by. */
function* sorted(steps: Steps<Found>, order: SortOrder, keep: number): Steps<Found> {
  let kept: Keyed[] = [];
  let bytes = 0;
  const trim = (): void => {
    kept.sort((left, right) => order.compare(left.key, right.key));
    if (kept.length <= keep) return;
    kept = kept.slice(0, keep);
    bytes = kept.reduce((sum, { found }) => sum + found.bytes.length, 0);
  };
  for (const step of steps) {
    if (step === pause) {
      yield pause;
      continue;
    }
    kept.push({ found: step, key: order.key(new RawDocument(step.bytes)) });
    bytes += step.bytes.length;
    if (kept.length >= keep * 2 + 1000) trim();
    if (bytes > largestSort) trim();
    if (bytes > largestSort) throw new CommandError(292, `Sort exceeded memory limit of ${largestSort} bytes. Add an index for this order or a limit.`);
  }
  trim();
  for (const { found } of kept) yield found;
}

function* windowed(steps: Steps<Found>, skip: number, limit: number): Steps<Found> {
  let position = 0;
  for (const step of steps) {
    if (step === pause) {
      yield pause;
      continue;
    }
    position += 1;
    if (position <= skip) continue;
    yield step;
    if (limit > 0 && position - skip >= limit) return;
  }
}

const leastTrial = 1000;

/**
 * A walk in order meets soon what many documents match, and all documents before what few do. It is tried for twice as long as it
 * takes to meet the limit where both ways are equal; what it met by then tells how long the rest takes, and whether other bounds hold fewer entries than that.
 */
function* tried(reader: Reader, request: FindRequest, instead: readonly Plan[], counters: ScanCounters): Steps<Found> {
  const { collection: { count }, skip, limit } = request;
  const wanted = skip + limit;
  const trial = Math.max(leastTrial, 2 * Math.ceil(Math.sqrt(wanted * count)));
  const before = counters.docsExamined;
  const met: Found[] = [];
  const walk = filtered(reader, request, counters);
  let step = walk.next();
  while (!step.done && met.length < wanted && counters.docsExamined - before < trial) {
    if (step.value === pause) yield pause;
    else met.push(step.value);
    step = walk.next();
  }
  const examined = counters.docsExamined - before;
  const isOver = step.done || met.length >= wanted;
  const expected = isOver ? 0 : countEntries(reader, request.plan.ranges, Math.ceil((examined * wanted) / Math.max(1, met.length)));
  const plan = isOver ? undefined : fewestEntries(reader, instead, expected - examined);
  if (plan) {
    yield* inOrder(reader, { ...request, plan }, counters);
    return;
  }
  yield* met;
  for (; !step.done; step = walk.next()) yield step.value;
}

function inOrder(reader: Reader, request: FindRequest, counters: ScanCounters): Steps<Found> {
  const { order, plan, skip, limit } = request;
  if (limit > 0 && plan.instead && plan.instead.length > 0) return tried(reader, request, plan.instead, counters);
  const scanned = filtered(reader, request, counters);
  return order && !plan.sorted ? sorted(scanned, order, limit > 0 ? skip + limit : Infinity) : scanned;
}

/** The documents a find stands for, in order, before projection. */
export function findDocuments(reader: Reader, request: FindRequest, counters: ScanCounters): Steps<Found> {
  const { skip, limit } = request;
  const ordered = inOrder(reader, request, counters);
  return skip > 0 || limit > 0 ? windowed(ordered, skip, limit) : ordered;
}
