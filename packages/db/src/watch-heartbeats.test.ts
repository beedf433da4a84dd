import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchHeartbeats } from './watch-heartbeats.ts';

const look = { connectionId: '127.0.0.1:27017' };
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watch() {
  const source = new EventEmitter();
  const onStuck = vi.fn();
  const stop = watchHeartbeats(source, () => Date.now(), onStuck);
  return { source, onStuck, stop };
}

it('a look that is never over is told of, once', () => {
  const { source, onStuck } = watch();
  source.emit('serverHeartbeatStarted', look);
  vi.advanceTimersByTime(300_000);
  expect(onStuck.mock.calls).toEqual([['127.0.0.1:27017']]);
});

it.each(['serverHeartbeatSucceeded', 'serverHeartbeatFailed'])('one that ends with %s is not, however long a server is away', (ended) => {
  const { source, onStuck } = watch();
  for (let looks = 0; looks < 20; looks += 1) {
    source.emit('serverHeartbeatStarted', look);
    vi.advanceTimersByTime(40_000);
    source.emit(ended, look);
  }
  expect(onStuck).not.toHaveBeenCalled();
});

it('one that only seems long, as this process stood still meanwhile, is not', () => {
  const { source, onStuck } = watch();
  source.emit('serverHeartbeatStarted', look);
  vi.setSystemTime(Date.now() + 3_600_000);
  vi.advanceTimersByTime(5_000);
  source.emit('serverHeartbeatSucceeded', look);
  vi.advanceTimersByTime(60_000);
  expect(onStuck).not.toHaveBeenCalled();
});

it('nothing is told after the watch was stopped', () => {
  const { source, onStuck, stop } = watch();
  source.emit('serverHeartbeatStarted', look);
  stop();
  vi.advanceTimersByTime(300_000);
  expect(onStuck).not.toHaveBeenCalled();
});
