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

it('lets a first reading end, and reads again after it', async () => {
  const query = show();
  readAgain(client);
  expect(query.queryFn).toHaveBeenCalledTimes(1);
  query.answer(1);
  await vi.waitFor(() => expect(query.queryFn).toHaveBeenCalledTimes(2));
  expect(query.data()).toBe(1);
  query.answer(2);
  await vi.waitFor(() => expect(query.data()).toBe(2));
});

it('begins a later reading that is under way anew: its answer may have been made before', async () => {
  const query = show();
  query.answer(1);
  await vi.waitFor(() => expect(query.data()).toBe(1));
  readAgain(client);
  readAgain(client);
  expect(query.queryFn).toHaveBeenCalledTimes(3);
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
