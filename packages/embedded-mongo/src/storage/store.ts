import { mkdirSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { open, type RootDatabase } from 'lmdb';
import { GroupCommit } from './group-commit.ts';
import { openError } from './storage-error.ts';
import { tolerateCommitFailures } from './tolerate-commit-failures.ts';

const closingPatienceMs = 1_000;

/** One entry of the ordered key space. */
export interface Entry {
  readonly key: Buffer;
  readonly value: Buffer;
}

/** Byte range [low, high). */
export interface KeyRange {
  readonly low: Buffer;
  readonly high: Buffer;
}

/** Reads the committed state; inside a write task, also what the task's transaction wrote so far. */
export interface Reader {
  /** The value at a key, in a buffer of its own. */
  get(key: Buffer): Buffer | undefined;
  /** The value at a key; the bytes are overwritten by the next read. */
  peek(key: Buffer): Buffer | undefined;
  entries(range: KeyRange, options: { reverse?: boolean; limit?: number }): Iterable<Entry>;
  keys(range: KeyRange, options: { reverse?: boolean; limit?: number }): Iterable<Buffer>;
  /** How many keys there are, at most `limit`. */
  countKeys(range: KeyRange, limit?: number): number;
}

export interface Writer extends Reader {
  put(key: Buffer, value: Buffer): void;
  remove(key: Buffer): void;
}

const rangeOptions = (range: KeyRange, options: { reverse?: boolean; limit?: number }) => ({
  ...(options.reverse ? { start: range.high, exclusiveStart: true, end: range.low, inclusiveEnd: true, reverse: true } : { start: range.low, end: range.high }),
  ...(options.limit === undefined ? {} : { limit: options.limit }),
});

/** How far behind the first key it is looked at first whether a range ends before a limit, and how many times as far each time after. */
const firstReach = 32;
const furtherEachTime = 8;

/**
 * The ordered, durable key space (lmdb). Concurrent writes share one transaction and one flush (group commit);
 * a write's promise settles once it is on disk.
 */
export class Store implements Writer {
  private readonly db: RootDatabase<Buffer, Buffer>;
  private readonly onCommit: (() => void)[] = [];
  private readonly onRollback: (() => void)[] = [];
  private readonly writes: GroupCommit;
  private readonly stopTolerating = tolerateCommitFailures();
  private hasFailed = false;

  private constructor(db: RootDatabase<Buffer, Buffer>) {
    this.db = db;
    this.writes = new GroupCommit({
      // a child transaction, since lmdb keeps what a failed callback of a transaction has written
      commit: (work) => db.transaction(() => db.childTransaction(work)),
      flushed: () => Promise.resolve(db.flushed),
      beforeCommit: () => this.onCommit.forEach((save) => save()),
      afterRollback: () => {
        this.hasFailed = true;
        this.onRollback.forEach((restore) => restore());
      },
    });
  }

  /** Throws an error that says what to do when the directory may not be written to. */
  static open(directory: string): Store {
    try {
      mkdirSync(directory, { recursive: true });
      return new Store(open<Buffer, Buffer>({ path: directory, noSubdir: false, encoding: 'binary', keyEncoding: 'binary' }));
    } catch (error) {
      throw openError(directory, error);
    }
  }

  /** Called at the end of every transaction, to write what its tasks left to be written once. */
  beforeCommit(save: () => void): void {
    this.onCommit.push(save);
  }

  /** Called when a transaction was rolled back, to drop what was kept in memory about it. */
  afterRollback(restore: () => void): void {
    this.onRollback.push(restore);
  }

  get(key: Buffer): Buffer | undefined {
    return this.db.getBinary(key);
  }

  peek(key: Buffer): Buffer | undefined {
    const shared = this.db.getBinaryFast(key);
    return shared?.subarray(0, shared.length); // lmdb sets `length` alone: the buffer under it is longer
  }

  entries(range: KeyRange, options: { reverse?: boolean; limit?: number } = {}): Iterable<Entry> {
    return this.db.getRange(rangeOptions(range, options));
  }

  keys(range: KeyRange, options: { reverse?: boolean; limit?: number } = {}): Iterable<Buffer> {
    return this.db.getKeys(rangeOptions(range, options));
  }

  countKeys(range: KeyRange, limit?: number): number {
    const count = () => this.db.getKeysCount(rangeOptions(range, {}));
    if (limit === undefined) return count();
    if (limit <= 0) return 0;
    // lmdb's own count goes on to the end of the range, and skipping even further: each look costs what it skips.
    for (let reach = Math.min(firstReach, limit); this.hasKeyBehind(range, reach - 1); reach = Math.min(reach * furtherEachTime, limit)) {
      if (reach === limit) return limit;
    }
    return count();
  }

  private hasKeyBehind(range: KeyRange, skipped: number): boolean {
    const [key] = this.db.getKeys({ ...rangeOptions(range, { limit: 1 }), offset: skipped });
    return key !== undefined;
  }

  put(key: Buffer, value: Buffer): void {
    this.db.putSync(key, value);
  }

  remove(key: Buffer): void {
    this.db.removeSync(key);
  }

  /** Bytes of pages in use and free, as the file has them. */
  fileStats(): { pageSize: number; lastPageNumber: number } {
    const stats: { pageSize?: number; lastPageNumber?: number } = this.db.getStats();
    return { pageSize: stats.pageSize ?? 4096, lastPageNumber: stats.lastPageNumber ?? 0 };
  }

  /** Runs at once, alone, and returns when the result is on disk. Blocks the process: for start-up only. */
  writeNow<T>(task: (writer: Writer) => T): T {
    return this.db.transactionSync(() => task(this));
  }

  /**
   * Queues a task for the next transaction; resolves with its result when it is on disk. A CommandError thrown by the
   * task fails that task alone, and must come before its first put; any other error rolls the whole transaction back.
   */
  write<T>(task: (writer: Writer) => T): Promise<T> {
    return this.writes.enqueue(() => task(this), false);
  }

  /** The same in a transaction of its own: whatever the task throws, at any point, nothing of it happened. */
  writeAlone<T>(task: (writer: Writer) => T): Promise<T> {
    return this.writes.enqueue(() => task(this), true);
  }

  /** Refuses new writes and finishes those that are queued. */
  drained(): Promise<void> {
    return this.writes.drained();
  }

  /** Finishes what is queued, then closes the file. By then all that was acknowledged is on disk. */
  async close(): Promise<void> {
    await this.drained();
    // For the flush of a commit that failed, lmdb waits for ever.
    await Promise.race([this.db.close(), ...(this.hasFailed ? [wait(closingPatienceMs)] : [])]);
    this.stopTolerating();
  }
}
