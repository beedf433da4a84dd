import { mkdirSync } from 'node:fs';
import { open, type RootDatabase } from 'lmdb';
import { tolerateCommitFailures } from './tolerate-commit-failures.ts';
import { CommandError } from '../errors.ts';

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

interface PendingTask {
  readonly alone: boolean;
  run(): void;
  settle(): void;
  fail(error: unknown): void;
}

/** lmdb calls a page that could not be written in full an input/output error: a full disk, a limit, or a failing disk. */
const isDiskFull = (message: string): boolean => /no space|ENOSPC|file too large|EFBIG|MDB_MAP_FULL|disk full|quota|input\/output error/i.test(message);

/** lmdb rejects a commit with an error that promises the reason. Nobody else waits for that promise, so it must be taken care of here. */
async function commitFailure(failure: unknown): Promise<unknown> {
  if (!(failure instanceof Error) || !('commitError' in failure)) return failure;
  try {
    await failure.commitError;
    return failure;
  } catch (reason) {
    return reason;
  }
}

/** What a storage failure looks like to the client. */
export function storageError(error: unknown): CommandError {
  if (error instanceof CommandError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return isDiskFull(message)
    ? new CommandError(14031, `the disk is full, nothing was written: ${message}`)
    : new CommandError(96, `the write could not be stored, nothing was written: ${message}`);
}

const rangeOptions = (range: KeyRange, options: { reverse?: boolean; limit?: number }) => ({
  ...(options.reverse ? { start: range.high, exclusiveStart: true, end: range.low, inclusiveEnd: true, reverse: true } : { start: range.low, end: range.high }),
  ...(options.limit === undefined ? {} : { limit: options.limit }),
});

const longestGatherMs = 3;

/**
 * The ordered, durable key space (lmdb). Concurrent writes share one transaction and one flush (group commit);
 * a write's promise settles once it is on disk. If a transaction fails, all of its tasks fail and none of them happened.
 */
export class Store implements Writer {
  private readonly db: RootDatabase<Buffer, Buffer>;
  private readonly onRollback: (() => void)[] = [];
  private waiting: PendingTask[] = [];
  private draining: Promise<void> | undefined;
  private flushing: Promise<unknown> = Promise.resolve();
  private lastBatchSize = 0;
  private closed = false;
  private readonly stopTolerating = tolerateCommitFailures();

  private constructor(db: RootDatabase<Buffer, Buffer>) {
    this.db = db;
  }

  static open(directory: string): Store {
    mkdirSync(directory, { recursive: true });
    return new Store(open<Buffer, Buffer>({ path: directory, noSubdir: false, encoding: 'binary', keyEncoding: 'binary' }));
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
    if (limit === undefined) return this.db.getKeysCount(rangeOptions(range, {}));
    return [...this.keys(range, { limit })].length; // lmdb's own count does not stop at a limit
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
    return this.enqueue(task, false);
  }

  /** The same in a transaction of its own: whatever the task throws, at any point, nothing of it happened. */
  writeAlone<T>(task: (writer: Writer) => T): Promise<T> {
    return this.enqueue(task, true);
  }

  private enqueue<T>(task: (writer: Writer) => T, alone: boolean): Promise<T> {
    if (this.closed) return Promise.reject(new CommandError(11600, 'interrupted at shutdown'));
    return new Promise<T>((resolve, reject) => {
      let outcome: (() => void) | undefined;
      this.waiting.push({
        alone,
        run: () => {
          try {
            const value = task(this);
            outcome = () => resolve(value);
          } catch (error) {
            if (alone || !(error instanceof CommandError)) throw error;
            outcome = () => reject(error);
          }
        },
        settle: () => outcome?.(),
        fail: (error) => reject(storageError(error)),
      });
      this.draining ??= this.drain();
    });
  }

  /**
   * Those who were answered together tend to ask again together: waiting a moment for them saves a flush, which costs far more.
   * A lone writer waits for nobody.
   */
  private async gather(): Promise<void> {
    const expected = this.lastBatchSize * 0.9;
    const until = performance.now() + longestGatherMs;
    do await new Promise((resolve) => setImmediate(resolve));
    while (this.waiting.length < expected && performance.now() < until);
  }

  private async drain(): Promise<void> {
    while (this.waiting.length > 0) {
      await this.gather();
      const batch = this.takeBatch();
      this.lastBatchSize = batch.length;
      try {
        await this.db.transaction(() => this.db.childTransaction(() => this.runAll(batch)));
        this.flushing = Promise.resolve(this.db.flushed).then(
          () => batch.forEach((task) => task.settle()),
          (error: unknown) => batch.forEach((task) => task.fail(error)),
        );
      } catch (error) {
        const reason = await commitFailure(error);
        for (const restore of this.onRollback) restore();
        for (const task of batch) task.fail(reason);
      }
    }
    this.draining = undefined;
  }

  private takeBatch(): PendingTask[] {
    const firstAlone = this.waiting.findIndex(({ alone }) => alone);
    if (firstAlone < 0) return this.waiting.splice(0);
    return this.waiting.splice(0, Math.max(firstAlone, 1));
  }

  private runAll(batch: readonly PendingTask[]): void {
    for (const task of batch) task.run();
  }

  /** Refuses new writes and finishes those that are queued. */
  async drained(): Promise<void> {
    this.closed = true;
    await this.draining;
    await this.flushing;
  }

  /** Finishes what is queued, then closes the file. */
  async close(): Promise<void> {
    await this.drained();
    await this.db.close();
    this.stopTolerating();
  }
}
