import { expect, onTestFinished, test } from 'vitest';
import { runCommand } from './run-command.mjs';

const node = (source: string, options = {}) => runCommand(process.execPath, ['-e', source], options);

test('what a program prints is what it resolves to', async () => {
  expect(await node('console.log("✓ done")')).toBe('✓ done\n');
});

test('what is written as it comes is kept nowhere else', async () => {
  const written: string[] = [];
  expect(await node('console.log("one"); console.error("two")', { write: (text: string) => void written.push(text) })).toBe('');
  expect(written.join('').split('\n').toSorted()).toEqual(['', 'one', 'two']);
});

test('one that fails is quoted with its last lines', async () => {
  await expect(node('console.error("no such port"); process.exit(3)')).rejects.toThrow(/ended with code 3\.\nno such port$/);
});

test('a process that it leaves behind with its output open keeps nobody waiting', async () => {
  const leaveBehind = 'const child = require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1e6)"], { stdio: "inherit", detached: true }); child.unref(); console.log(child.pid)';
  const pid = Number(await node(leaveBehind));
  onTestFinished(() => void process.kill(pid));
  expect(pid).toBeGreaterThan(0);
});
