import { expect, test } from 'vitest';
import { createCrashWatch } from './crash-watch.mjs';
import { parseExit } from './process-manager.mjs';

test('a process that ends again and again while starting is given up, each counted by itself', () => {
  const givesUp = createCrashWatch(3);
  const verdicts = ['worker', 'api', 'worker', 'worker'].map((name) => givesUp({ name, code: 1 }));
  expect(verdicts).toEqual([false, false, false, true]);
});

test('a wrong configuration does not mend itself: it is given up at once', () => {
  expect(createCrashWatch(3)({ name: 'api', code: 78 })).toBe(true);
});

test.each([
  { line: '2026-11-21T22:54:52: PM2 log: App [worker-2:1] exited with code [78] via signal [SIGINT]', exit: { name: 'worker-2', code: 78, signal: null } },
  { line: '2026-11-21T23:38:11: PM2 log: App [worker:1] exited with code [0] via signal [SIGKILL]', exit: { name: 'worker', code: 0, signal: 'SIGKILL' } },
  { line: '2026-11-21T22:54:46: PM2 log: App [worker:1] online', exit: null },
])('PM2\'s line is understood: $line', ({ line, exit }) => {
  expect(parseExit(line)).toEqual(exit);
});
