import { expect, it, vi } from 'vitest';
import { groupCalls, groupReads } from './group-calls.ts';

/** A run that ends when it is told to. */
function heldRun() {
  const ends: (() => void)[] = [];
  const run = vi.fn(async (items: readonly number[]) => {
    await new Promise<void>((resolve) => ends.push(resolve));
    return items.map((item) => item * 10);
  });
  return { run, endNext: () => vi.waitFor(() => ends.shift()!(), { timeout: 20_000 }) };
}

it('a call on its own goes at once', async () => {
  const run = vi.fn(async (items: readonly number[]) => items);
  await groupCalls({ run, most: 10 })(1);
  expect(run.mock.calls).toEqual([[[1]]]);
});

it('calls that come while a group is under way go together as the next, each with its own answer', async () => {
  const { run, endNext } = heldRun();
  const call = groupCalls({ run, most: 10 });
  const first = call(1);
  await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(1), { timeout: 20_000 });
  const others = [call(2), call(3)];
  await endNext();
  await endNext();
  expect(await Promise.all([first, ...others])).toEqual([10, 20, 30]);
  expect(run.mock.calls).toEqual([[[1]], [[2, 3]]]);
});

it('a group is never larger than the most', async () => {
  const run = vi.fn(async (items: readonly number[]) => items);
  const call = groupCalls({ run, most: 2 });
  await Promise.all([call(1), call(2), call(3), call(4), call(5)]);
  expect(run.mock.calls).toEqual([[[1, 2]], [[3, 4]], [[5]]]);
});

it('a group that fails fails for each of its calls, and for no later one', async () => {
  const run = vi.fn(async (items: readonly number[]) => items).mockRejectedValueOnce(new Error('the store is away'));
  const call = groupCalls({ run, most: 10 });
  expect(await Promise.allSettled([call(1), call(2)])).toMatchObject([{ reason: { message: 'the store is away' } }, { reason: { message: 'the store is away' } }]);
  await expect(call(3)).resolves.toBe(3);
});

it('a run that leaves answers out fails instead of mixing them up', async () => {
  const call = groupCalls({ run: async (items: readonly number[]) => items.slice(1), most: 10 });
  expect(await Promise.allSettled([call(1), call(2)])).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
});

it('reads of the same key share one look, and what is not there is null', async () => {
  const readMany = vi.fn(async () => new Map([['ada', 1]]));
  const read = groupReads({ readMany, most: 10 });
  expect(await Promise.all([read('ada'), read('ada'), read('bob')])).toEqual([1, 1, null]);
  expect(readMany.mock.calls).toEqual([[['ada', 'bob']]]);
});
