import { expect, test, vi } from 'vitest';
import { createStopSignal } from './stop-signal.mjs';

function fakeHost(underNpm: boolean) {
  const listeners = new Map<string, () => void>();
  let parent = 100;
  return {
    host: { onSignal: (name: string, listener: () => void) => void listeners.set(name, listener), parentId: () => parent, underNpm },
    send: (name: string) => listeners.get(name)?.(),
    orphan: () => {
      parent = 1;
    },
  };
}

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('%s stops', (name) => {
  const { host, send } = fakeHost(false);
  const signal = createStopSignal(host);
  send(name);
  expect(signal.reason).toBe(name);
});

test('a second Ctrl-C changes nothing: the first one is being obeyed', () => {
  const { host, send } = fakeHost(false);
  const signal = createStopSignal(host);
  send('SIGINT');
  send('SIGINT');
  expect(signal.aborted).toBe(true);
});

test('under npm, the end of npm stops', async () => {
  const { host, orphan } = fakeHost(true);
  const signal = createStopSignal(host);
  orphan();
  await vi.waitFor(() => expect(signal.reason).toBe('npm has ended'), 5_000);
});
