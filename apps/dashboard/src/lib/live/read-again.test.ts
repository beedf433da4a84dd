import { QueryClient, QueryObserver, type QueryObserverOptions } from '@tanstack/react-query';
import { afterEach, expect, it, vi } from 'vitest';
import { readAgain } from './read-again.ts';

const client = new QueryClient();
afterEach(() => client.clear());

/** A query that is on screen, and what it was answered; each answer waits until it is given. */
function show(options: Partial<QueryObserverOptions<number>> = {}) {
  const answers: ((value: number) => void)[] = [];
  const queryFn = vi.fn(() => new Promise<number>((resolve) => answers.push(resolve)));
  const observer = new QueryObserver<number>(client, { queryKey: [Math.random()], queryFn, ...options });
  return { queryFn, answer: (value: number) => answers.shift()?.(value), hide: observer.subscribe(() => undefined), data: () => observer.getCurrentResult().data };
}

it('reads what has been read again', async () => {
  const query = show();
  query.answer(1);
  await vi.waitFor(() => expect(query.data()).toBe(1));
  readAgain(client);
  query.answer(2);
  await vi.waitFor(() => expect(query.data()).toBe(2));
});

it('reads nothing else again where a key is given', async () => {
  const [wanted, other] = [show({ queryKey: ['a', 1] }), show({ queryKey: ['b'] })];
  wanted.answer(1);
  other.answer(1);
  await vi.waitFor(() => expect([wanted.data(), other.data()]).toEqual([1, 1]));
  readAgain(client, { queryKey: ['a'] });
  expect([wanted.queryFn, other.queryFn].map(({ mock }) => mock.calls.length)).toEqual([2, 1]);
});

it.each([
  ['a first reading', 0],
  ['a later reading', 1],
])('lets %s that is under way end, and reads once more after it, however often that is wanted', async (_which, readings) => {
  const query = show();
  await Promise.all(Array.from({ length: readings }, async () => {
    query.answer(1);
    await vi.waitFor(() => expect(query.data()).toBe(1));
    readAgain(client);
  }));
  readAgain(client);
  readAgain(client);
  expect(query.queryFn).toHaveBeenCalledTimes(readings + 1);
  query.answer(2);
  await vi.waitFor(() => expect(query.queryFn).toHaveBeenCalledTimes(readings + 2));
  expect(query.data()).toBe(2);
  query.answer(3);
  await vi.waitFor(() => expect(query.data()).toBe(3));
  expect(query.queryFn).toHaveBeenCalledTimes(readings + 2);
});

it.each<[string, Partial<QueryObserverOptions<number>>]>([
  ['is fresh by its own word', { staleTime: Infinity }],
  ['is edited', { meta: { readAgain: false } }],
])('leaves alone what %s', async (_what, options) => {
  const query = show(options);
  query.answer(1);
  await vi.waitFor(() => expect(query.data()).toBe(1));
  readAgain(client);
  expect(query.queryFn).toHaveBeenCalledTimes(1);
});

it('leaves alone what nobody looks at, which is read when somebody does', async () => {
  const query = show();
  query.answer(1);
  await vi.waitFor(() => expect(query.data()).toBe(1));
  query.hide();
  readAgain(client);
  expect(query.queryFn).toHaveBeenCalledTimes(1);
});
