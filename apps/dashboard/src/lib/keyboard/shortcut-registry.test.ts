import { expect, it, vi } from 'vitest';
import { createShortcutRegistry } from './shortcut-registry.ts';

function shortcut(keys: string, run = vi.fn()) {
  return { keys, label: keys, group: 'Test', run };
}

it('runs a single key', () => {
  const registry = createShortcutRegistry();
  const next = shortcut('j');
  registry.register(next);
  expect(registry.press('j', 0)).toBe(true);
  expect(next.run).toHaveBeenCalledOnce();
});

it('runs a pair pressed in time, and not one that took too long', () => {
  const registry = createShortcutRegistry();
  const go = shortcut('g o');
  registry.register(go);
  registry.press('g', 0);
  registry.press('o', 2_000);
  expect(go.run).not.toHaveBeenCalled();
  registry.press('g', 3_000);
  registry.press('o', 3_500);
  expect(go.run).toHaveBeenCalledOnce();
});

it('prefers the second key of a pair to the same key alone', () => {
  const registry = createShortcutRegistry();
  const pair = shortcut('g j');
  const single = shortcut('j');
  registry.register(pair);
  registry.register(single);
  registry.press('g', 0);
  registry.press('j', 100);
  expect(pair.run).toHaveBeenCalledOnce();
  expect(single.run).not.toHaveBeenCalled();
});

it('lets the newest registration win, and returns to the older one', () => {
  const registry = createShortcutRegistry();
  const older = shortcut('j');
  const newer = shortcut('j');
  registry.register(older);
  const takeBack = registry.register(newer);
  registry.press('j', 0);
  takeBack();
  registry.press('j', 5_000);
  expect(newer.run).toHaveBeenCalledOnce();
  expect(older.run).toHaveBeenCalledOnce();
});

it('lists what is in force once', () => {
  const registry = createShortcutRegistry();
  registry.register(shortcut('j'));
  const newer = shortcut('j');
  registry.register(newer);
  expect(registry.list()).toEqual([newer]);
});

it('tells who listens of each change, and keeps its list until then', () => {
  const registry = createShortcutRegistry();
  const told = vi.fn();
  const end = registry.subscribe(told);
  const takeBack = registry.register(shortcut('j'));
  const before = registry.list();
  expect(registry.list()).toBe(before);
  takeBack();
  expect(registry.list()).toEqual([]);
  expect(told).toHaveBeenCalledTimes(2);
  end();
  registry.register(shortcut('k'));
  expect(told).toHaveBeenCalledTimes(2);
});
