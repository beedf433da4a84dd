import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { describeCommands } from './describe-commands.ts';
import { commands } from './registry.ts';

test('the table in the README lists the commands there are', async () => {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  expect(readme).toContain(describeCommands(commands));
});

test('no two commands share a name', () => {
  const names = commands.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
  expect(new Set(names).size).toBe(names.length);
});
