import { add, toNumber } from '../bson/arithmetic.ts';
import { compareValues } from '../bson/compare-values.ts';
import { isDocument, isNumeric, type Document, type Value } from '../bson/values.ts';
import { CommandError, failedToParse } from '../errors.ts';
import { addUnits } from '../expression/date-operators.ts';
import type { Partition } from './window-partition.ts';

/** The documents around the one at `position` that a window function sees: from the first index to just before the second. */
export type Frame = (partition: Partition, position: number) => readonly [from: number, to: number];

type Bound = 'unbounded' | 'current' | number;

const wholePartition: Frame = ({ documents }) => [0, documents.length];

function readBound(value: Value | undefined): Bound {
  if (value === 'unbounded' || value === 'current') return value;
  if (isNumeric(value)) return toNumber(value);
  throw failedToParse("Window bounds must be 'unbounded', 'current', or a number.");
}

function readBounds(value: Value | undefined): [Bound, Bound] {
  if (!Array.isArray(value) || value.length !== 2) throw failedToParse('Window bounds must be a 2-element array');
  const [low, high] = [readBound(value[0]), readBound(value[1])];
  const [from, to] = [low === 'current' ? 0 : low, high === 'current' ? 0 : high];
  if (typeof from === 'number' && typeof to === 'number' && from > to) throw new CommandError(5339900, `Lower bound must not exceed upper bound: [${low}, ${high}]`);
  return [low, high];
}

function frameOfDocuments(specification: Value): Frame {
  const [low, high] = readBounds(specification);
  for (const bound of [low, high]) if (typeof bound === 'number' && !Number.isInteger(bound)) throw failedToParse('Numeric document-based bounds must be an integer');
  const from = (position: number): number => (low === 'unbounded' ? 0 : position + (low === 'current' ? 0 : low));
  return ({ documents: { length } }, position) => [
    Math.min(Math.max(from(position), 0), length),
    high === 'unbounded' ? length : Math.min(Math.max(position + (high === 'current' ? 0 : high) + 1, 0), length),
  ];
}

/** A value that is `amount` away on the sort field's own scale. Throws where it has none. */
function shifted(value: Value, amount: Value, unit: string | undefined): Value {
  if (unit === undefined) {
    if (!isNumeric(value) || !isNumeric(amount)) throw new CommandError(5429414, 'Invalid range: Expected the sortBy field to be a number, but it was not');
    return add(value, amount);
  }
  if (!(value instanceof Date)) throw new CommandError(5429513, 'Invalid range: Expected the sortBy field to be a Date, but it was not');
  return new Date(addUnits(value.getTime(), unit, isNumeric(amount) ? toNumber(amount) : 0, 'UTC'));
}

/** The first position whose value is not before `limit`, or with `behind`, is behind it. */
function positionOf(partition: Partition, limit: Value, behind: boolean): number {
  let [low, high] = [0, partition.documents.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const order = compareValues(partition.sortValue(middle), limit);
    if (order < 0 || (behind && order === 0)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function frameOfRange(specification: Value, unit: string | undefined): Frame {
  const [low, high] = readBounds(specification);
  const [lowAmount, highAmount] = Array.isArray(specification) ? specification : [];
  const limit = (bound: Bound, amount: Value | undefined, value: Value): Value => (typeof bound === 'number' ? shifted(value, amount ?? 0, unit) : value);
  return (partition, position) => {
    const value = partition.sortValue(position);
    return [
      low === 'unbounded' ? 0 : positionOf(partition, limit(low, lowAmount, value), false),
      high === 'unbounded' ? partition.documents.length : positionOf(partition, limit(high, highAmount, value), true),
    ];
  };
}

/** Reads a `window`. A range needs an order by one ascending field; `unit` makes it a span of time. */
export function compileFrame(window: Value | undefined, sortBy: Document): Frame {
  if (window === undefined) return wholePartition;
  if (!isDocument(window)) throw failedToParse("'window' field must be an object");
  const { documents, range, unit } = window;
  if (documents !== undefined && range !== undefined) throw failedToParse("Window bounds can specify either 'documents' or 'range', not both.");
  if (documents !== undefined) {
    if (Object.keys(sortBy).length === 0 && JSON.stringify(documents) !== '["unbounded","unbounded"]') throw new CommandError(5339901, 'Document-based bounds require a sortBy');
    return frameOfDocuments(documents);
  }
  if (range === undefined) return wholePartition;
  const [direction, ...others] = Object.values(sortBy);
  if (direction !== 1 || others.length > 0) throw new CommandError(5339902, 'Range-based bounds require sortBy a single field');
  return frameOfRange(range, unit === undefined ? undefined : String(unit));
}
