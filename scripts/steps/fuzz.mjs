import { join, resolve } from 'node:path';
import { buildWhenChanged } from './build-when-changed.mjs';
import { installPackages } from './install-packages.mjs';
import { memoryDirectory } from './memory-directory.mjs';
import { ensureProgram, REDIS } from './programs.mjs';
import { buildEnvironment, runCommand } from './run-command.mjs';
import { terminalOf } from './terminal.mjs';

const root = resolve(import.meta.dirname, '../..');

/**
 * `npm run fuzz`: from a fresh clone to a verdict. What is tried is what the sources say now.
 * @param {string[]} args for Vitest, e.g. `-t nobody`
 */
export async function fuzz(args) {
  const terminal = terminalOf(process.stdout);
  try {
    await terminal.step('Packages', () => installPackages({ root }));
    await terminal.step('Redis', async () => void (await ensureProgram(REDIS)));
    await terminal.step('Build', () => buildWhenChanged({ root }));
  } catch (error) {
    terminal.fail(error);
    process.exitCode = 1;
    return;
  }
  // What it has to say of an answer that breaks a promise, it has said itself.
  await runCommand(join(root, 'node_modules/.bin/vitest'), ['run', '--project', 'fuzz', ...args], { cwd: root, env: { ...buildEnvironment(), ...memoryDirectory() }, show: true }).catch(() => {
    process.exitCode = 1;
  });
}
