import { expect, it, vi } from 'vitest';
import { groupCalls } from './group-calls.ts';
import { groupStarts } from './group-starts.ts';

it('what several steps do together is done once for all that began together', async () => {
  const first = vi.fn(async (items: readonly number[]) => items.map((item) => item + 1));
  const second = vi.fn(async (items: readonly number[]) => items.map((item) => item * 10));
  const [add, multiply] = [groupCalls({ run: first, most: 10 }), groupCalls({ run: second, most: 10 })];
  const call = groupStarts({ most: 10, perform: async (item: number) => multiply(await add(item)) });
  const alone = call(1);
  await vi.waitFor(() => expect(first).toHaveBeenCalledTimes(1));

  expect(await Promise.all([alone, call(2), call(3)])).toEqual([20, 30, 40]);
  expect(first.mock.calls).toEqual([[[1]], [[2, 3]]]);
  expect(second.mock.calls).toEqual([[[2]], [[3, 4]]]);
});

it('one that fails fails alone', async () => {
  const call = groupStarts({
    most: 10,
    perform: async (item: number) => {
      if (item === 2) throw new Error('not this one');
      return item;
    },
  });
  expect(await Promise.allSettled([call(1), call(2), call(3)])).toMatchObject([{ value: 1 }, { reason: { message: 'not this one' } }, { value: 3 }]);
});
