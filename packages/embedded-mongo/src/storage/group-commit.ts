import { CommandError } from '../errors.ts';
import { commitFailure, storageError } from './storage-error.ts';

/** What committing in groups needs of the storage beneath. */
export interface Transactions {
  /** Runs `work` in one transaction. Resolves when it is committed; rejects when it was rolled back, with nothing of it left. */
  commit(work: () => void): Promise<unknown>;
  /** Resolves once everything that is committed by now is on disk. */
  flushed(): Promise<unknown>;
  /** Called in every transaction, after its tasks and before its commit. */
  beforeCommit(): void;
  /** Called after a transaction was rolled back. */
  afterRollback(): void;
}

interface PendingTask {
  readonly alone: boolean;
  run(): void;
  settle(): void;
  fail(error: unknown): void;
}

const longestGatherMs = 3;

/**
 * Concurrent writes share one transaction and one flush; each is answered once it is on disk. While one group is being flushed
 * the next one already runs. If a transaction fails, all of its tasks fail and none of them happened.
 */
export class GroupCommit {
  private readonly transactions: Transactions;
  private waiting: PendingTask[] = [];
  private draining: Promise<void> | undefined;
  private flushing: Promise<unknown> = Promise.resolve();
  private lastBatchSize = 0;
  private closed = false;

  constructor(transactions: Transactions) {
    this.transactions = transactions;
  }

  /**
   * Queues a task; resolves with its result when that is on disk. Unless it is `alone` in its transaction, a CommandError thrown
   * by the task fails that task only, and must come before its first put; any other error rolls the whole transaction back.
   */
  enqueue<T>(task: () => T, alone: boolean): Promise<T> {
    if (this.closed) return Promise.reject(new CommandError(11600, 'interrupted at shutdown'));
    return new Promise<T>((resolve, reject) => {
      let outcome: (() => void) | undefined;
      this.waiting.push({
        alone,
        run: () => {
          try {
            const value = task();
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

  /** Refuses new tasks and finishes those that are queued. */
  async drained(): Promise<void> {
    this.closed = true;
    await this.draining;
    await this.flushing;
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
      await this.commit(this.takeBatch());
    }
    this.draining = undefined;
  }

  private takeBatch(): PendingTask[] {
    const firstAlone = this.waiting.findIndex(({ alone }) => alone);
    const batch = firstAlone < 0 ? this.waiting.splice(0) : this.waiting.splice(0, Math.max(firstAlone, 1));
    this.lastBatchSize = batch.length;
    return batch;
  }

  private async commit(batch: readonly PendingTask[]): Promise<void> {
    try {
      await this.transactions.commit(() => {
        for (const task of batch) task.run();
        this.transactions.beforeCommit();
      });
      this.flushing = this.transactions.flushed().then(
        () => batch.forEach((task) => task.settle()),
        (error: unknown) => batch.forEach((task) => task.fail(error)),
      );
    } catch (error) {
      const reason = await commitFailure(error);
      this.transactions.afterRollback();
      for (const task of batch) task.fail(reason);
    }
  }
}
