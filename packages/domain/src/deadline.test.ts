import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startDeadline } from './deadline.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('ends when time is up, and says so', () => {
  const { signal } = startDeadline(1_000, undefined);
  vi.advanceTimersByTime(999);
  expect(signal.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect(signal.reason).toMatchObject({ name: 'TimeoutError', message: 'No result after 1000 ms' });
});

it('ends every one of a caller that gives up, with its reason', () => {
  const caller = new AbortController();
  const all = [1, 2, 3].map(() => startDeadline(1_000, caller.signal));
  caller.abort(new Error('stopping'));
  expect(all.map(({ signal }) => signal.reason)).toEqual([1, 2, 3].map(() => new Error('stopping')));
});

it('has ended where the caller had given up before', () => {
  expect(startDeadline(1_000, AbortSignal.abort('too late')).signal.reason).toBe('too late');
});

it('is neither ended by time nor by the caller once it is cleared', () => {
  const caller = new AbortController();
  const { signal, clear } = startDeadline(1_000, caller.signal);
  clear();
  vi.advanceTimersByTime(2_000);
  caller.abort();
  expect(signal.aborted).toBe(false);
});

it('ends with whoever gives up first, and not with one that it outlives', () => {
  const [patient, hasty] = [new AbortController(), new AbortController()];
  const [waiting, begun] = [1, 2].map(() => startDeadline(1_000, patient.signal, hasty.signal));
  begun?.outlive(hasty.signal);
  hasty.abort('too late');
  expect([waiting?.signal.reason, begun?.signal.aborted]).toEqual(['too late', false]);
  patient.abort('stopping');
  expect([waiting?.signal.reason, begun?.signal.reason]).toEqual(['too late', 'stopping']);
});

it('asks a caller to tell of its end once, however many it has', () => {
  const caller = new AbortController();
  const listen = vi.spyOn(caller.signal, 'addEventListener');
  const all = Array.from({ length: 20 }, () => startDeadline(1_000, caller.signal));
  expect(listen).toHaveBeenCalledTimes(1);
  all.forEach(({ clear }) => clear());
});
