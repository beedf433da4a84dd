import { resolve } from 'node:path';
import { buildWhenChanged } from './build-when-changed.mjs';
import { installPackages } from './install-packages.mjs';
import { ensureProgram, REDIS } from './programs.mjs';
import { buildEnvironment, runCommand } from './run-command.mjs';
import { terminalOf } from './terminal.mjs';

const root = resolve(import.meta.dirname, '../..');

/**
 * `npm run bench`: from a fresh clone to a table of figures; `names` leave out the other benchmarks.
 * @param {string[]} names
 */
export async function bench(names) {
  const terminal = terminalOf(process.stdout);
  try {
    await terminal.step('Packages', () => installPackages({ root }));
    await terminal.step('Redis', () => ensureProgram(REDIS));
    await terminal.step('Build', () => buildWhenChanged({ root }));
    await runCommand(process.execPath, ['--import', 'tsx', 'bench/run.ts', ...names], { cwd: root, env: buildEnvironment(), show: true });
  } catch (error) {
    terminal.fail(error);
    process.exitCode = 1;
  }
}
