import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { CHROMIUM, findProgram, installCommand, REDIS } from './programs.mjs';

test.each([
  { manager: 'apt-get', program: REDIS, command: 'sudo apt-get update && sudo apt-get install -y redis-server' },
  { manager: 'brew', program: REDIS, command: 'brew install redis' },
  { manager: 'dnf', program: REDIS, command: 'sudo dnf install -y valkey' },
  { manager: 'apk', program: CHROMIUM, command: 'sudo apk add chromium' },
])('where $manager is, the command is: $command', ({ manager, program, command }) => {
  expect(installCommand(program, (names: string[]) => (names.includes(manager) ? `/usr/bin/${manager}` : null))).toBe(command);
});

test('where no known package manager is, there is no command to print', () => {
  expect(installCommand(REDIS, () => null)).toBeNull();
});

test('a program is found by any of its names, and only when it can be run', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'carillon-path-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const file = join(directory, 'valkey-server');
  await writeFile(file, '#!/bin/sh\n');
  expect(findProgram(REDIS.names, `/nowhere:${directory}`)).toBeNull();
  await chmod(file, 0o755);
  expect(findProgram(REDIS.names, `/nowhere:${directory}`)).toBe(file);
});
