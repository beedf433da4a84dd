import type { Long } from 'bson';
import { CommandError } from '../errors.ts';
import type { Steps } from '../query/steps.ts';

/** An open cursor: the rest of a result, as BSON documents. */
export interface Cursor {
  readonly id: Long;
  readonly namespace: string;
  readonly steps: Steps<Buffer>;
  /** A document that did not fit into the last batch. */
  held: Buffer | undefined;
  readonly connection: number;
  readonly noTimeout: boolean;
  lastUsedAt: number;
  inUse: boolean;
}

const idleLimitMs = 10 * 60 * 1000;

/** Cursors between two batches. One that nobody asks for is closed after ten minutes, or when its connection ends. */
export class CursorRegistry {
  private readonly cursors = new Map<string, Cursor>();
  private readonly makeId: () => Long;
  private readonly now: () => Date;

  constructor(makeId: () => Long, now: () => Date) {
    this.makeId = makeId;
    this.now = now;
  }

  get size(): number {
    return this.cursors.size;
  }

  add(cursor: Pick<Cursor, 'namespace' | 'steps' | 'connection' | 'noTimeout' | 'held'>): Cursor {
    let id = this.makeId();
    while (id.isZero() || this.cursors.has(id.toString())) id = this.makeId();
    const opened: Cursor = { ...cursor, id, lastUsedAt: this.now().getTime(), inUse: false };
    this.cursors.set(id.toString(), opened);
    return opened;
  }

  /** Takes a cursor for one batch. Throws 43 when it is not there. */
  take(id: Long, namespace: string): Cursor {
    const cursor = this.cursors.get(id.toString());
    if (!cursor) throw new CommandError(43, `cursor id ${id.toString()} not found`);
    if (cursor.namespace !== namespace) throw new CommandError(13, `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`);
    if (cursor.inUse) throw new CommandError(12051, `cursor id ${id.toString()} is already in use`);
    cursor.inUse = true;
    return cursor;
  }

  giveBack(cursor: Cursor): void {
    cursor.inUse = false;
    cursor.lastUsedAt = this.now().getTime();
  }

  /** Closes a cursor; tells whether it was open. */
  close(id: Long): boolean {
    const cursor = this.cursors.get(id.toString());
    if (!cursor) return false;
    this.cursors.delete(id.toString());
    if (!cursor.inUse) cursor.steps.return(undefined);
    return true;
  }

  closeOf(connection: number): void {
    for (const cursor of this.cursors.values()) if (cursor.connection === connection) this.close(cursor.id);
  }

  closeIdle(): void {
    const oldest = this.now().getTime() - idleLimitMs;
    for (const cursor of this.cursors.values()) if (!cursor.inUse && !cursor.noTimeout && cursor.lastUsedAt < oldest) this.close(cursor.id);
  }
}
