import type { Document, Value } from '../bson/values.ts';

/** The documents that share a partitionBy value, in their order. */
export interface Partition {
  readonly documents: readonly Document[];
  /** The value of the first sortBy field at a position; null when there is none. */
  sortValue(position: number): Value;
  /** Whether a document has the same place in the order as the one before it. */
  isTied(position: number): boolean;
}
