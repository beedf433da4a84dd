import { expect, test } from 'vitest';
import { sideBySide } from './side-by-side.mjs';
import type { Output } from './terminal.mjs';

function listen() {
  const heard: string[] = [];
  const output: Output = { write: (text) => void heard.push(text), isTerminal: false, now: () => 0 };
  return { heard, output };
}

/** A moment that one waits for and another brings about. */
function createMoment() {
  let come = () => {};
  const here = new Promise<void>((resolve) => {
    come = resolve;
  });
  return { here, come };
}

test('the first is heard at once, the second when the first is done', async () => {
  const { heard, output } = listen();
  const [bothSpoke, end] = [createMoment(), createMoment()];
  const done = sideBySide(output, [
    async ({ write }) => {
      write('a1 ');
      await end.here;
      write('a2 ');
    },
    async ({ write }) => {
      write('b1 ');
      bothSpoke.come();
    },
  ]);
  await bothSpoke.here;
  expect(heard.join('')).toBe('a1 ');
  end.come();
  await done;
  expect(heard.join('')).toBe('a1 a2 b1 ');
});

test('who is still at it when those before are done is heard from then on', async () => {
  const { heard, output } = listen();
  const [spoken, end] = [createMoment(), createMoment()];
  const done = sideBySide(output, [
    async ({ write }) => write('a '),
    async ({ write }) => {
      write('b1 ');
      spoken.come();
      await end.here;
      write('b2 ');
    },
  ]);
  await spoken.here;
  await expect.poll(() => heard.join('')).toBe('a b1 ');
  end.come();
  await done;
  expect(heard.join('')).toBe('a b1 b2 ');
});

test('results come in the order of the works, whoever was first', async () => {
  const { output } = listen();
  const second = createMoment();
  const done = sideBySide(output, [() => second.here.then(() => 'a'), async () => (second.come(), 'b')]);
  expect(await done).toEqual(['a', 'b']);
});

test('one that fails lets the others finish, and then speaks for all', async () => {
  const { heard, output } = listen();
  const failing = sideBySide(output, [
    () => Promise.reject(new Error('no Redis')),
    async ({ write }) => {
      await Promise.resolve();
      write('b ');
    },
  ]);
  await expect(failing).rejects.toThrow('no Redis');
  expect(heard).toEqual(['b ']);
});
