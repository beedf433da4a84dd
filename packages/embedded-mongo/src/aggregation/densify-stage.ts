import { Lazy } from 'mingo/lazy';
import { add, toNumber, type Numeric } from '../bson/arithmetic.ts';
import { compareValues } from '../bson/compare-values.ts';
import { BsonUndefined, isDocument, isNumeric, type Document, type Value } from '../bson/values.ts';
import { CommandError, failedToParse } from '../errors.ts';
import { addUnits } from '../expression/date-operators.ts';
import type { StageOperator } from '../expression/mingo-operators.ts';
import { readPath } from '../semantics/read-path.ts';
import { encodeKey } from '../storage/key-writer.ts';
import { withFields } from './add-fields-stage.ts';

const mostGenerated = 500_000;

type Point = Numeric | Date;

interface Densify {
  readonly field: string;
  readonly partitionBy: readonly string[];
  readonly bounds: 'full' | 'partition' | readonly [Point, Point];
  /** The point a step behind `previous`, the `count`th behind the origin: months are counted from there, or their last days would drift. */
  readonly next: (previous: Point, origin: Point, count: number) => Point;
  readonly isPoint: (value: Value) => value is Point;
}

function readBounds(value: Value | undefined, isPoint: Densify['isPoint']): Densify['bounds'] {
  if (value === 'full' || value === 'partition') return value;
  const [low = null, high = null] = Array.isArray(value) && value.length === 2 ? value : [];
  if (!isPoint(low) || !isPoint(high)) throw new CommandError(5946802, "the 'bounds' of $densify must be 'full', 'partition', or two values of the field's type, ascending");
  if (compareValues(low, high) > 0) throw new CommandError(5733402, "the bounds of $densify must be in ascending order");
  return [low, high];
}

function readDensify(specification: Value): Densify {
  if (!isDocument(specification)) throw new CommandError(5733401, 'The $densify stage specification must be an object');
  const { field, partitionByFields = [], range } = specification;
  if (typeof field !== 'string' || field.startsWith('$')) throw failedToParse("$densify 'field' must be a string that does not start with '$'");
  if (!Array.isArray(partitionByFields) || !partitionByFields.every((each) => typeof each === 'string')) throw failedToParse("$densify 'partitionByFields' must be an array of strings");
  if (partitionByFields.includes(field)) throw new CommandError(8993000, 'BSON field to densify must not be among the partitionByFields');
  if (!isDocument(range)) throw failedToParse("$densify 'range' must be an object");
  const { step, unit, bounds } = range;
  if (!isNumeric(step) || !(toNumber(step) > 0)) throw new CommandError(5733401, "the 'step' of $densify must be a positive number");
  if (unit !== undefined && !Number.isInteger(toNumber(step))) throw new CommandError(6586400, "the 'step' of $densify must be whole when there is a 'unit'");
  const isPoint = (value: Value): value is Point => (unit === undefined ? isNumeric(value) : value instanceof Date);
  const next = (previous: Point, origin: Point, count: number): Point => {
    if (origin instanceof Date) return new Date(addUnits(origin.getTime(), String(unit), toNumber(step) * count, 'UTC'));
    return previous instanceof Date ? previous : add(previous, step);
  };
  return { field, partitionBy: partitionByFields.filter((each) => typeof each === 'string'), bounds: readBounds(bounds, isPoint), next, isPoint };
}

interface Item {
  readonly document: Document;
  readonly point: Point;
}

function pointsOf(items: readonly Item[]): [Point, Point] | undefined {
  const [first, last] = [items[0], items.at(-1)];
  return first && last && [first.point, last.point];
}

/** One partition with what is missing between its bounds: explicit ones end before the upper bound, the others with it. */
function* densified({ bounds, next, field }: Densify, items: readonly Item[], all: readonly Item[], labels: readonly [string, Value][]): Generator<Document> {
  const span = typeof bounds === 'string' ? pointsOf(bounds === 'full' ? all : items) : bounds;
  const isPast = (order: number): boolean => (typeof bounds === 'string' ? order > 0 : order >= 0);
  const waiting = [...items];
  if (span) {
    const [origin, end] = span;
    let generated = 0;
    for (let [point, count]: [Point, number] = [origin, 1]; !isPast(compareValues(point, end)); point = next(point, origin, count), count += 1) {
      while (waiting[0] && compareValues(waiting[0].point, point) < 0) yield* waiting.splice(0, 1).map(({ document }) => document);
      if (waiting[0] && compareValues(waiting[0].point, point) === 0) continue;
      generated += 1;
      if (generated > mostGenerated) throw new CommandError(5897900, `Generated ${generated} documents in $densify, which is over the limit of ${mostGenerated}`);
      yield withFields({}, [...labels, [field, point]]);
    }
  }
  for (const { document } of waiting) yield document;
}

const isNothing = (value: Value | undefined): boolean => value === undefined || value === null || value instanceof BsonUndefined;

/** $densify over numbers of every BSON type and dates. mingo's refuses all but JavaScript's own numbers. */
export const densifyStage: StageOperator = (documents, specification) => {
  const densify = readDensify(specification);
  return documents.transform((given: unknown[]) => {
    const untouched: Document[] = [];
    const items: Item[] = [];
    for (const document of given as Document[]) { // stages hand on documents
      const value = readPath(document, densify.field);
      if (value === undefined || isNothing(value)) untouched.push(document);
      else if (densify.isPoint(value)) items.push({ document, point: value });
      else throw new CommandError(5733201, "Densify field type must be numeric with 'unit' unspecified, or a date with 'unit' specified");
    }
    items.sort((left, right) => compareValues(left.point, right.point));
    const partitions = new Map<string, { labels: [string, Value][]; items: Item[] }>();
    for (const item of items) {
      const labels = densify.partitionBy.map((path): [string, Value] => [path, readPath(item.document, path) ?? null]);
      const key = encodeKey(labels.map(([, value]) => value)).toString('latin1');
      const partition = partitions.get(key) ?? { labels, items: [] };
      partition.items.push(item);
      partitions.set(key, partition);
    }
    return Lazy([...untouched, ...[...partitions.values()].flatMap((partition) => [...densified(densify, partition.items, items, partition.labels)])]);
  });
};
