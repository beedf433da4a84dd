import { expect, test, vi } from 'vitest';
import { CommandError } from '../errors.ts';
import { GroupCommit, type Transactions } from './group-commit.ts';

interface Disk extends Transactions {
  /** What the next commit fails with. */
  failure: Error | undefined;
  readonly afterRollback: ReturnType<typeof vi.fn<() => void>>;
}

/** Transactions that keep nothing; `flushed` is settled by hand. */
function makeDisk(): Disk {
  return {
    failure: undefined,
    async commit(work) {
      work();
      if (this.failure) throw this.failure;
    },
    flushed: () => Promise.resolve(),
    beforeCommit: () => undefined,
    afterRollback: vi.fn<() => void>(),
  };
}

const failed = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => undefined, (error: unknown) => error);

test.each<[string, Error, number]>([
  ['a full disk', new Error('ENOSPC: no space left on device, write'), 14031],
  ['a full map', new Error('MDB_MAP_FULL: Environment mapsize limit reached'), 14031],
  ['a file system that was made read-only', new Error('EROFS: Read-only file system'), 96],
  ['a page that can not be read back', new Error('MDB_PAGE_NOTFOUND: Requested page not found'), 96],
])('%s fails every write of the transaction, which is undone, and the next one goes on', async (_title, failure, code) => {
  const disk = makeDisk();
  disk.failure = failure;
  const writes = new GroupCommit(disk);
  const errors = await Promise.all([failed(writes.enqueue(() => 1, false)), failed(writes.enqueue(() => 2, false))]);
  expect(errors).toEqual([expect.objectContaining({ code }), expect.objectContaining({ code })]);
  expect(disk.afterRollback).toHaveBeenCalledTimes(1);
  disk.failure = undefined;
  expect(await writes.enqueue(() => 3, false)).toBe(3);
});

test('a write is answered when it is on disk, and not before', async () => {
  let settle = (): void => undefined;
  const flushed = vi.fn<() => Promise<void>>(() => new Promise((resolve) => (settle = resolve)));
  const writes = new GroupCommit({ ...makeDisk(), flushed });
  const answered = vi.fn<(value: number) => void>();
  const write = writes.enqueue(() => 1, false).then(answered);
  await vi.waitFor(() => expect(flushed).toHaveBeenCalled(), { timeout: 20_000 });
  expect(answered).not.toHaveBeenCalled();
  settle();
  await write;
  expect(answered).toHaveBeenCalledWith(1);
});

test('a write that is flushed in vain is not acknowledged', async () => {
  const writes = new GroupCommit({ ...makeDisk(), flushed: () => Promise.reject(new Error('EIO: input/output error, fdatasync')) });
  expect(await failed(writes.enqueue(() => 1, false))).toMatchObject({ code: 14031 });
});

test('a refusal is one task\'s own; what is wrong with the program undoes the whole transaction', async () => {
  const disk = makeDisk();
  const writes = new GroupCommit(disk);
  const refuse = (): never => {
    throw new CommandError(11000, 'duplicate');
  };
  const [refused, done] = await Promise.all([failed(writes.enqueue(refuse, false)), writes.enqueue(() => 'done', false)]);
  expect([refused, done]).toEqual([expect.objectContaining({ code: 11000 }), 'done']);
  expect(disk.afterRollback).not.toHaveBeenCalled();
  const crash = (): never => {
    throw new TypeError('a mistake');
  };
  expect(await Promise.all([failed(writes.enqueue(crash, false)), failed(writes.enqueue(() => 'lost', false))])).toEqual([expect.objectContaining({ code: 96 }), expect.objectContaining({ code: 96 })]);
  expect(disk.afterRollback).toHaveBeenCalledTimes(1);
});

test('a task that asks for a transaction of its own shares it with none', async () => {
  const sizes: number[] = [];
  let running = 0;
  const disk = { ...makeDisk(), async commit(work: () => void) {
    running = 0;
    work();
    sizes.push(running);
  } };
  const writes = new GroupCommit(disk);
  const count = (): number => (running += 1);
  await Promise.all([writes.enqueue(count, false), writes.enqueue(count, false), writes.enqueue(count, true), writes.enqueue(count, false)]);
  expect(sizes).toEqual([2, 1, 1]);
});

test('after the end nothing is taken on', async () => {
  const writes = new GroupCommit(makeDisk());
  const last = writes.enqueue(() => 'last', false);
  await writes.drained();
  expect(await last).toBe('last');
  expect(await failed(writes.enqueue(() => 'late', false))).toMatchObject({ code: 11600 });
});
