import { timeCursor } from '@carillon/domain';

/** Where a page ended: the sort key of its last row. */
export interface KeysetPosition {
  at: Date;
  id: string;
}

export const encodeCursor = ({ at, id }: KeysetPosition): string => timeCursor.encode([at, id]);

/** Throws a CarillonError (`validation-failed`) for anything this service did not hand out. */
export function decodeCursor(cursor: string): KeysetPosition {
  const [at, id] = timeCursor.decode(cursor);
  return { at, id };
}

/**
 * The filter for rows behind `position`, newest first, ties broken by id. The bound beside the choice says nothing new:
 * with it a planner that does not take choices apart can start in the index where the last page ended.
 */
export function behind<Field extends string>(field: Field, position: KeysetPosition) {
  return { [field]: { $lte: position.at }, $or: [{ [field]: { $lt: position.at } }, { _id: { $lt: position.id } }] };
}

/** The same for a list that begins with the oldest. */
export function behindAscending<Field extends string>(field: Field, position: KeysetPosition) {
  return { [field]: { $gte: position.at }, $or: [{ [field]: { $gt: position.at } }, { _id: { $gt: position.id } }] };
}

/** Cuts a list that was read with one row more than asked for, and says where the next page starts. */
export function toPage<Row extends { _id: string }, Item>(rows: readonly Row[], limit: number, at: (row: Row) => Date, toItem: (row: Row) => Item): { items: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toItem),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor({ at: at(last), id: last._id }) : null,
  };
}
